"""`pytest graders/<slug> --submission PATH`: verdicts, points, and whose fault it is."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

WRONG = Path(__file__).parent / "mini_kit" / "graders" / "greeting" / "wrong"


class Session:
    """One pytest session on one submission."""

    def __init__(self, kit: Path, submission: Path, *more: str) -> None:
        target = kit.parent / "results.json"
        command = [sys.executable, "-m", "pytest", str(kit / "graders" / "greeting"), "--submission", str(submission)]
        command += ["-q", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", str(kit)]
        command += ["--procession-results", str(target), *more]
        done = subprocess.run(command, cwd=kit.parent, capture_output=True, text=True)
        self.code, self.output = done.returncode, done.stdout + done.stderr
        self.result: dict[str, Any] = {}
        if target.exists():
            self.result = json.loads(target.read_text(encoding="utf-8"))["submissions"][0]
        self.verdicts = {check["id"]: check["verdict"] for check in self.result.get("checks", ())}


def _answer(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "greeting.py"
    path.write_text(text, encoding="utf-8")
    return path


def _reference(kit: Path) -> str:
    return (kit / "solutions" / "greeting" / "greeting.py").read_text(encoding="utf-8")


def test_a_right_answer_earns_everything(kit: Path) -> None:
    """All pass, exit code 0, and each check says how many schedules it saw."""
    seen = Session(kit, kit / "solutions" / "greeting")
    assert (seen.code, seen.result["score"], seen.result["max_score"]) == (0, 4, 4)
    assert set(seen.verdicts.values()) == {"passed"}
    assert all(check["schedules_run"] >= 4 for check in seen.result["checks"])
    assert all(check["evidence"] is None for check in seen.result["checks"])


def test_a_wrong_answer_fails_with_evidence_and_its_schedule(kit: Path) -> None:
    """What was run, what was seen, what was expected, one hint, and the picks that replay it."""
    seen = Session(kit, WRONG / "never_put.py")
    assert seen.code == 1
    assert seen.verdicts == {"greets": "deadlocked", "in_a_process": "deadlocked", "ends": "deadlocked"}
    check = seen.result["checks"][0]
    assert "main never returned: nobody can ever go on (proven)" in check["evidence"]["seen"]
    assert "answer = queue.get()" in check["evidence"]["seen"]
    assert check["schedule"]["picks"]
    assert "answer = queue.get()" in seen.output


@pytest.mark.parametrize("bound", ["", ", preemptions=1"])
def test_a_check_may_ask_for_all_schedules(kit: Path, bound: str) -> None:
    """The result says that it was all of them, and a failing one is stored like any other."""
    path = kit / "graders" / "greeting" / "test_greeting.py"
    text = path.read_text(encoding="utf-8")
    first, second = text.index("def test_greets"), text.index("def test_in_a_process")
    more = text[first:second].replace('explore="usual"', f'explore="all"{bound}')
    assert more != text[first:second]
    path.write_text(text[:first] + more + text[second:], encoding="utf-8")
    seen = Session(kit, kit / "solutions" / "greeting")
    checks = {check["id"]: check for check in seen.result["checks"]}
    assert (checks["greets"]["verdict"], checks["greets"]["exhaustive"]) == ("passed", True)
    assert checks["greets"]["schedules_run"] > 1
    assert not checks["in_a_process"]["exhaustive"]
    seen = Session(kit, WRONG / "never_put.py")
    check = seen.result["checks"][0]
    assert (check["verdict"], check["exhaustive"]) == ("deadlocked", False)
    assert check["schedule"]["strategy"] == "exhaustive"


def test_what_the_stub_does_already_earns_nothing(kit: Path) -> None:
    """A guard check counts only beside one that the stub fails."""
    seen = Session(kit, kit / "exercises" / "greeting")
    assert seen.verdicts == {"greets": "passed", "in_a_process": "failed", "ends": "passed"}
    assert seen.result["score"] == 0
    assert "the untouched stub keeps it too" in seen.result["checks"][0]["evidence"]["seen"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("def main(name:\n", "SyntaxError"),
        ("import nothing_like_this\n", "can't be imported: No module named 'nothing_like_this'"),
        ("x = 1\n", "main"),
        ("main = 5\n", "not a function"),
        ("raise SystemExit(0)\n", "SystemExit"),
        ("import os\nos._exit(0)\n", "ended before"),
        ("def main(a, b, c):\n    return 1\n", "TypeError"),
    ],
)
def test_what_cannot_be_called_is_a_crash_of_the_students(kit: Path, tmp_path: Path, text: str, said: str) -> None:
    """Never a grader error, whatever the module does when it is imported."""
    seen = Session(kit, _answer(tmp_path, text))
    assert set(seen.verdicts.values()) == {"crashed"}
    assert said in seen.result["checks"][0]["evidence"]["seen"]
    assert seen.result["score"] == 0


def test_nothing_handed_in_is_not_run(kit: Path, tmp_path: Path) -> None:
    """A missing exercise scores 0 and says so."""
    (tmp_path / "empty").mkdir()
    seen = Session(kit, tmp_path / "empty")
    assert set(seen.verdicts.values()) == {"not run"}
    assert "was not handed in" in seen.result["checks"][0]["evidence"]["seen"]


@pytest.mark.parametrize(
    "body",
    ["    raise ZeroDivisionError\n", "    assert scenario is None\n", "    pass\n", "    import no_such_module\n"],
)
def test_a_broken_check_is_our_fault(kit: Path, body: str) -> None:
    """A check that raises, or that has run nothing, is a grader error: exit code 3, never a pass."""
    path = kit / "graders" / "greeting" / "test_greeting.py"
    with path.open("a", encoding="utf-8") as file:
        file.write(f'\n\ndef test_broken(scenario):\n    """Broken."""\n{body}')
    seen = Session(kit, kit / "solutions" / "greeting")
    assert (seen.code, seen.verdicts["broken"]) == (3, "grader error")
    assert seen.verdicts["greets"] == "passed"


def test_the_judge_never_imports_a_submission(kit: Path, tmp_path: Path) -> None:
    """Every process in which the submission's code runs is one of the box."""
    spy = "import os\nopen('/tmp/spy', 'w').write('x')\nMARK = os.getpid()\n"
    folder = tmp_path / "student"
    folder.mkdir()
    (folder / "conftest.py").write_text("raise RuntimeError('imported by pytest')\n", encoding="utf-8")
    _answer(folder, spy + _reference(kit))
    seen = Session(kit, folder, "--box", "bubblewrap")
    assert set(seen.verdicts.values()) == {"passed"}
    assert not Path("/tmp/spy").exists()


def test_helper_modules_come_along_and_their_lines_are_named(kit: Path, tmp_path: Path) -> None:
    """A deadlock in a module of the student's own is told with its file."""
    folder = tmp_path / "student"
    folder.mkdir()
    (folder / "tools.py").write_text("def take(queue):\n    return queue.get()\n", encoding="utf-8")
    text = (
        _reference(kit)
        .replace("queue.get()", "tools.take(queue)")
        .replace("import multi", "import tools\nimport multi")
    )
    (folder / "greeting.py").write_text(text, encoding="utf-8")
    assert set(Session(kit, folder).verdicts.values()) == {"passed"}
    (folder / "greeting.py").write_text(text.replace("queue.put(greet(name))", "greet(name)"), encoding="utf-8")
    seen = Session(kit, folder)
    assert seen.verdicts["greets"] == "deadlocked"
    assert "tools.py:2" in seen.result["checks"][0]["evidence"]["seen"]


def test_a_program_that_ends_its_box_is_found_out(kit: Path, tmp_path: Path) -> None:
    """Twice in the same schedule is no accident: the student's fault, not ours."""
    text = _reference(kit).replace("    answer = ", "    import os\n    os.kill(os.getppid(), 9)\n    answer = ")
    seen = Session(kit, _answer(tmp_path, text))
    assert set(seen.verdicts.values()) == {"crashed"}
    assert "was ended in the middle" in seen.result["checks"][0]["evidence"]["seen"]


def test_the_same_submission_gives_the_same_results(kit: Path) -> None:
    """Byte for byte, schedules and evidence included."""
    first, second = (Session(kit, WRONG / "not_joined.py").result for _ in range(2))
    assert first == second
