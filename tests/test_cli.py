"""The command line as students and authors use it: words, exit codes, files."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import procession
import pytest

SCHEMA = json.loads((Path(procession.__file__).parent / "results.schema.json").read_text(encoding="utf-8"))


def _run(cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "procession", *words], cwd=cwd, capture_output=True, text=True)


def _answer(kit: Path, slug: str = "greeting") -> None:
    """The student has solved the exercise in its folder."""
    shutil.copy(kit / "solutions" / slug / f"{slug}.py", kit / "exercises" / slug / f"{slug}.py")


@pytest.mark.parametrize("words", [(), ("--help",), ("grade", "--help"), ("check", "-h"), ("audit", "--help")])
def test_help_is_in_words(kit: Path, words: tuple[str, ...]) -> None:
    """Each command says what it is for."""
    done = _run(kit, *words)
    assert "Usage: " in done.stdout + done.stderr
    assert len((done.stdout + done.stderr).splitlines()) > 5


def test_list_is_in_the_order_of_the_course(kit: Path) -> None:
    """For people, and as JSON."""
    plain = _run(kit, "list")
    assert plain.returncode == 0
    assert plain.stdout.index("greeting") < plain.stdout.index("tally")
    rows = json.loads(_run(kit, "list", "--json").stdout)
    assert [row["slug"] for row in rows] == ["greeting", "tally"]
    assert rows[0]["start_methods"] == ["fork", "spawn"]


def test_check_passes_right_work(kit: Path, tmp_path: Path) -> None:
    """By name, inside the kit; exit code 0; the JSON is as in grading."""
    _answer(kit)
    done = _run(kit, "check", "greeting", "--json", str(tmp_path / "r.json"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "public checks passed; your instructor runs more" in done.stdout
    found = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    assert found["submissions"][0]["checks"][0]["verdict"] == "passed"


def test_check_shows_what_is_wrong(kit: Path) -> None:
    """The untouched stub: exit code 1 and all parts of the evidence."""
    done = _run(kit, "check", "greeting")
    assert done.returncode == 1
    for part in (
        "✗ main returns a greeting that another process has made",
        "[failed]",
        "ran",
        "seen",
        "expected",
        "hint",
    ):
        assert part in done.stdout


def test_check_takes_a_path(kit: Path, tmp_path: Path) -> None:
    """A file anywhere, named as the exercise's module; or a folder with it."""
    shutil.copy(kit / "solutions" / "tally" / "tally.py", tmp_path / "tally.py")
    assert _run(kit, "check", str(tmp_path / "tally.py")).returncode == 0
    assert _run(kit, "check", str(tmp_path)).returncode == 0


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("greting", "greting: neither an exercise nor a file; exercises: greeting, tally"),
        ("graders", "rename it to one of greeting, tally"),
    ],
)
def test_check_names_what_it_cannot_use(kit: Path, word: str, said: str) -> None:
    """Exit code 2, one line."""
    done = _run(kit, "check", word)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert said in done.stderr


def test_check_of_an_empty_file_is_bad_input(kit: Path) -> None:
    """The line names the file."""
    (kit / "exercises" / "greeting" / "greeting.py").write_text("", encoding="utf-8")
    done = _run(kit, "check", "greeting")
    assert done.returncode == 2
    assert "greeting.py is empty" in done.stdout


def test_check_says_when_it_is_our_fault(kit: Path) -> None:
    """A broken public check is exit code 3, and so is a broken manifest."""
    path = kit / "exercises" / "greeting" / "test_greeting.py"
    path.write_text(
        path.read_text(encoding="utf-8").replace("    for trial", "    1 / 0\n    for trial"), encoding="utf-8"
    )
    assert _run(kit, "check", "greeting").returncode == 3
    (kit / "exercises" / "tally" / "exercise.toml").write_text("order =", encoding="utf-8")
    done = _run(kit, "list")
    assert (done.returncode, len(done.stderr.splitlines())) == (3, 1)
    assert "an exercise is broken" in done.stderr


def test_no_kit_says_how_to_name_one(tmp_path: Path) -> None:
    """Outside any kit: the exercises of the package, or a line that says --kit."""
    done = _run(tmp_path, "list", "--kit", str(tmp_path))
    assert done.returncode == 2
    assert "no folder `exercises`" in done.stderr


def test_replay_shows_the_failing_schedule_again(kit: Path, tmp_path: Path) -> None:
    """The same ending, at the same line, from the results alone."""
    source = tmp_path / "class" / "ada"
    source.mkdir(parents=True)
    shutil.copy(kit / "graders" / "greeting" / "wrong" / "never_put.py", source / "greeting.py")
    out = tmp_path / "out"
    assert _run(kit, "grade", str(source.parent), "--out", str(out), "--exercise", "greeting").returncode == 0
    replay = ("replay", str(out / "results.json"), "--student", "ada", "--check")
    done = _run(kit, *replay, "greets")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "ending: deadlocked" in done.stdout
    assert "answer = queue.get()" in done.stdout
    assert "starts tell-1" in done.stdout
    assert _run(kit, *replay, "nothing").returncode == 2
    page, trace = tmp_path / "page.html", tmp_path / "trace.json"
    done = _run(kit, *replay, "greets", "--diagram", "--html", str(page), "--trace", str(trace))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "ending: deadlocked" in done.stdout
    assert "1  main" in done.stdout
    assert "answer = queue.get()" in page.read_text(encoding="utf-8")
    assert json.loads(trace.read_text(encoding="utf-8"))["traceEvents"]
    done = _run(kit, *replay, "greets", "--html", str(tmp_path / "nowhere" / "page.html"))
    assert done.returncode == 2
    assert "name a file that can be written" in done.stderr
    # A program that has changed since does something else, and that is said.
    shutil.copy(kit / "solutions" / "greeting" / "greeting.py", source / "greeting.py")
    done = _run(kit, *replay, "greeting/greets")
    assert done.returncode == 1
    assert "has it changed?" in done.stdout


def test_doctor_tries_this_machine() -> None:
    """What the tests themselves need is there, and said so."""
    done = subprocess.run([sys.executable, "-m", "procession", "doctor"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    for method in ("fork", "spawn", "forkserver"):
        assert f"ok  a run in the bubblewrap box, start method {method}" in done.stdout


@pytest.fixture
def no_bubblewrap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine on which bubblewrap is refused."""
    fake = tmp_path / "bwrap"
    fake.write_text("#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")


@pytest.mark.usefixtures("no_bubblewrap")
def test_hidden_checks_do_not_fall_back(kit: Path, tmp_path: Path) -> None:
    """Without a container grading is refused, unless weaker walls, or none, are asked for by name."""
    source = tmp_path / "class"
    (source / "ada").mkdir(parents=True)
    shutil.copy(kit / "solutions" / "tally" / "tally.py", source / "ada")
    command = [
        sys.executable,
        "-m",
        "procession",
        "grade",
        str(source),
        "--kit",
        str(kit),
        "--out",
        str(tmp_path / "out"),
    ]
    refused = subprocess.run(command, capture_output=True, text=True)
    assert refused.returncode == 3
    assert "Permission denied" in refused.stderr
    assert "--box reduced" in refused.stderr
    assert not (tmp_path / "out" / "results.json").exists()
    named = subprocess.run([*command, "--box", "bubblewrap"], capture_output=True, text=True)
    assert (named.returncode, named.stdout) == (3, "")
    asked = subprocess.run([*command, "--box", "bare"], capture_output=True, text=True)
    assert asked.returncode == 0, asked.stderr
    assert "bare: no container held the submissions" in asked.stdout


@pytest.mark.usefixtures("no_bubblewrap")
def test_doctor_names_the_remedy() -> None:
    """Of a refused container."""
    done = subprocess.run([sys.executable, "-m", "procession", "doctor"], capture_output=True, text=True)
    assert done.returncode == 1
    assert "apparmor_restrict_unprivileged_userns" in done.stdout
    assert "ok  a run in the bare box, start method fork" in done.stdout
