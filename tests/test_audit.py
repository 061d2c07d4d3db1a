"""`procession audit`: it passes a sound exercise and names what is wrong with an unsound one."""

import shutil
import subprocess
import sys
from pathlib import Path


def _audit(kit: Path, *words: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "procession", "audit", "--kit", str(kit), *words]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def test_a_sound_exercise_has_no_problems(kit: Path) -> None:
    """Stub, reference, accepted and wrong answers do what they should."""
    code, said = _audit(kit, "greeting")
    assert code == 0, said
    assert "2 │     8 │" in said or "2 |     8 |" in said


def test_each_fault_of_an_exercise_is_named(kit: Path) -> None:
    """One fault of each kind, planted in one exercise; every one is found, and nothing else."""
    wrong, accepted = kit / "graders" / "greeting" / "wrong", kit / "solutions" / "greeting" / "accepted"

    def change(path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    shutil.copy(wrong / "twice.py", accepted / "not_right.py")
    change(accepted / "not_right.py", "# fails: greets = failed\n", "")
    change(accepted / "pipe.py", 'f"hello {name}"', 'f"hello {name}" + ""')
    change(wrong / "raises.py", "greets = crashed", "greets = failed")
    change(wrong / "in_main.py", "# fails: in_a_process = failed", "# fails: no_such_check = failed")
    shutil.copy(kit / "solutions" / "greeting" / "greeting.py", wrong / "right_after_all.py")
    (kit / "exercises" / "greeting" / "notes.txt").write_text("x", encoding="utf-8")
    (kit / "exercises" / "greeting" / "README.zh-CN.md").unlink()
    checks = kit / "graders" / "greeting" / "test_greeting.py"
    change(checks, '@pytest.mark.kind("results")\n@pytest.mark.guard', '@pytest.mark.kind("results")')
    with checks.open("a", encoding="utf-8") as file:
        file.write('\n\ndef test_easy(scenario):\n    """Easy."""\n    scenario("main", "x").run.__self__\n')
        file.write(
            '    for trial in scenario("main", "x", explore="brief"):\n        trial.expect(True, seen="", expected="")\n'
        )
    code, said = _audit(kit, "greeting")
    assert code == 1
    for problem in (
        "not_right.py is right, but greets says failed",
        "pipe.py: the given function greet differs from the stub",
        "raises.py: greets should be failed, was crashed",
        "in_main.py names no_such_check, which is no check",
        "in_main.py: in_a_process should be passed, was failed",
        "right_after_all.py names no check that it fails",
        "exercises/greeting/notes.txt is a stray file",
        "exercises/greeting/README.zh-CN.md is missing",
        "the stub earns",
        "no wrong answer fails easy",
    ):
        assert problem in said, f"{problem!r} not in\n{said}"
    assert said.count("\ngreeting: ") == 10, said


def test_too_few_answers_are_a_problem(kit: Path) -> None:
    """An exercise whose grader has hardly been tried out is no exercise."""
    code, said = _audit(kit, "tally")
    assert code == 1
    assert "only 0 accepted answers: write at least 2" in said
    assert "only 1 wrong answers: write at least 8" in said
