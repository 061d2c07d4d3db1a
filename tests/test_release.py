"""The students' repository, and its workflows run for real: each command as it is written in the file."""

import json
import os
import re
import shutil
import subprocess
import sys
import venv
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import procession
import pytest
import yaml
from procession.catalog import Kit
from procession.publishing.release import guide

KIT = Path(__file__).resolve().parent.parent
MINI = KIT / "tests" / "mini_kit"
SCHEMA = json.loads((Path(procession.__file__).parent / "results.schema.json").read_text(encoding="utf-8"))


def _run(cwd: Path, *words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    own = {key: value for key, value in os.environ.items() if not key.startswith(("GITHUB_", "PROCESSION_"))}
    command = [sys.executable, "-m", "procession", *map(str, words)]
    return subprocess.run(command, cwd=cwd, env=own | environment, capture_output=True, text=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """What students of the miniature kit get."""
    done = _run(tmp_path, "release", "class", "--kit", MINI)
    assert done.returncode == 0, done.stderr
    return tmp_path / "class"


def _answer(repository: Path, path: str, slug: str = "greeting") -> None:
    shutil.copy(MINI / path, repository / slug / f"{slug}.py")


def distinctive(kit: Path) -> set[str]:
    """Lines of solutions and hidden checks that are in no exercise, and so must be in nothing that is given out."""
    secret, public = set(), set()
    for path in [*kit.glob("solutions/**/*.py"), *kit.glob("graders/*/*.py"), *kit.glob("graders/*/wrong/*.py")]:
        if "procession" not in path.relative_to(kit).parts:
            secret |= {line.strip() for line in path.read_text(encoding="utf-8").splitlines()}
    for path in [*kit.glob("exercises/**/*"), *(KIT / "graders" / "procession").rglob("*.py")]:
        if path.is_file() and "__pycache__" not in path.parts:
            public |= {line.strip() for line in path.read_text(encoding="utf-8").splitlines()}
    return {line for line in secret - public if len(line) >= 25}


def test_nothing_of_solutions_and_hidden_checks_is_given_out(tmp_path: Path) -> None:
    """Of the whole course: each distinctive line of them is looked for in every file."""
    done = _run(tmp_path, "release", "class", "--kit", KIT)
    assert done.returncode == 0, done.stderr
    secret = distinctive(KIT)
    assert len(secret) > 1000
    seed = (KIT / "graders" / "seed.txt").read_text(encoding="utf-8").strip()
    files = [path for path in (tmp_path / "class").rglob("*") if path.is_file()]
    assert len(files) > 27 * 4
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not {line.strip() for line in text.splitlines()} & secret, path
        assert seed not in text


def test_a_repository_has_all_that_a_student_needs(repository: Path) -> None:
    """It is a folder to work in: statements, programs, public checks; and what hosts and editors look for."""
    names = {str(path.relative_to(repository)) for path in repository.rglob("*") if path.is_file()}
    for slug in ("greeting", "tally"):
        assert {f"{slug}/{slug}.py", f"{slug}/test_{slug}.py", f"{slug}/README.md", f"{slug}/README.zh-CN.md"} <= names
    assert {".github/workflows/procession.yml", ".gitlab-ci.yml", ".devcontainer/devcontainer.json"} <= names
    assert (repository / "requirements.txt").read_text(
        encoding="utf-8"
    ) == f"procession[box]=={procession.__version__}\n"
    assert "[greeting](greeting/README.md)" in (repository / "README.md").read_text(encoding="utf-8")
    listed = _run(repository, "list")
    assert "greeting" in listed.stdout
    assert _run(repository, "check", "greeting").returncode == 1


def test_a_clone_works_as_the_folder_does(repository: Path, tmp_path: Path) -> None:
    """What git leaves out is not needed."""
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@t.example"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "Exercises"]):
        subprocess.run([*git, *words], cwd=repository, check=True)
    subprocess.run(["git", "clone", "-q", str(repository), str(tmp_path / "clone")], check=True)
    _answer(tmp_path / "clone", "solutions/greeting/greeting.py")
    done = _run(tmp_path / "clone", "ci")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "| public checks, controlled mode\n| greeting  1 of 1 points: passed\n| not begun: tally\n" in done.stdout


def test_what_is_there_stays(repository: Path) -> None:
    """Released once more, an instructor's own README is not overwritten; a kit is no place for it."""
    (repository / "README.md").write_text("mine\n", encoding="utf-8")
    done = _run(repository.parent, "release", "class", "--kit", MINI)
    assert done.returncode == 0
    assert "there already, and left as it was: " in done.stdout
    assert (repository / "README.md").read_text(encoding="utf-8") == "mine\n"
    done = _run(repository.parent, "release", MINI, "--kit", MINI)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    done = _run(repository.parent, "release", "other", "--kit", MINI, "--wheel", MINI)
    assert "is no wheel" in done.stderr


def test_the_guide_names_only_what_is_given_out() -> None:
    """Tables without rows go, with their chapter."""
    text = "# For students\n\n**1. One**\n\n| exercise | x |\n| --- | --- |\n| [tally](tally/README.md) | x |\n\n"
    text += "**2. Two**\n\n| exercise | x |\n| --- | --- |\n| [greeting](greeting/README.md) | x |\n\nEnd\n"
    told = guide(text, [Kit(MINI).exercise("greeting")])
    assert "tally" not in told
    assert "One" not in told
    assert "**2. Two**\n\n| exercise | x |\n| --- | --- |\n| [greeting](greeting/README.md) | x |\n\nEnd\n" in told


# What CI runs.


def test_ci_judges_by_hidden_checks_and_shows_what_may_be_seen(repository: Path, tmp_path: Path) -> None:
    """With the instructor's kit; the check that is never seen is in no file of the student's, only in the instructor's."""
    _answer(repository, "graders/greeting/wrong/not_joined.py")
    everything = tmp_path / "all.json"
    done = _run(repository, "ci", "--results", everything, PROCESSION_KIT=str(MINI))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "| hidden checks, controlled mode\n| greeting  3 of 4 points: to be mended\n" in done.stdout
    assert "1 more check counts and is not shown here: 0 of 1 points" in done.stdout
    out = repository / "procession-results"
    assert {path.name for path in out.iterdir()} == {"results.json", "junit.xml", "feedback.md", "feedback.html"}
    secret = distinctive(MINI) | {(MINI / "graders" / "seed.txt").read_text(encoding="utf-8").strip()}
    for text in (done.stdout + done.stderr, *(path.read_text(encoding="utf-8") for path in out.iterdir())):
        assert "The program ends" not in text
        assert str(MINI) not in text
        assert not [line for line in secret if line in text]
    found = json.loads((out / "results.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    assert found["submissions"][0]["score"] == 3
    assert ET.parse(out / "junit.xml").getroot().get("failures") == "1"
    assert "The program ends" in everything.read_text(encoding="utf-8")


def test_ci_tells_our_fault_from_a_students(repository: Path, tmp_path: Path) -> None:
    """Exit code 3, the trouble itself in nothing that the student sees."""
    kit = tmp_path / "kit"
    shutil.copytree(MINI, kit)
    path = kit / "graders" / "greeting" / "test_greeting.py"
    path.write_text(
        path.read_text(encoding="utf-8").replace("    for trial", "    secret_helper()\n    for trial", 1), "utf-8"
    )
    _answer(repository, "solutions/greeting/greeting.py")
    done = _run(repository, "ci", "--kit", kit)
    assert done.returncode == 3
    assert "not final, 3 of 4 points so far: the grader itself failed" in done.stdout
    told = done.stdout + done.stderr
    for file in (repository / "procession-results").iterdir():
        told += file.read_text(encoding="utf-8")
    assert "secret_helper" not in told
    assert "NameError" not in told


@pytest.mark.parametrize(
    ("kit", "said"),
    [("nowhere", "nowhere is no kit"), ("halves", "the graders' folder has no hidden checks of greeting, tally")],
)
def test_ci_names_a_kit_that_is_none(repository: Path, tmp_path: Path, kit: str, said: str) -> None:
    """It never falls back to the public checks by itself."""
    shutil.copytree(MINI / "exercises", tmp_path / "halves" / "exercises")
    done = _run(repository, "ci", "--kit", tmp_path / kit)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert said in done.stderr


def test_ci_keeps_hidden_checks_from_code_that_is_not_held(repository: Path) -> None:
    """Without a container only if just that is asked for; public checks run all the same."""
    _answer(repository, "solutions/greeting/greeting.py")
    no_box = {"PATH": os.pathsep.join(_without("bwrap"))}
    code = "import procession.engine.box as b; b._TRIED['bubblewrap'] = lambda: 'none'; from procession.cli import main; main()"
    for words, expected in (
        (["--kit", str(MINI)], 3),
        (["--kit", str(MINI), "--box", "bare"], 0),
        ([], 0),
    ):
        command = [sys.executable, "-c", code, "ci", *words]
        done = subprocess.run(command, cwd=repository, env=os.environ | no_box, capture_output=True, text=True)
        assert done.returncode == expected, (words, done.stdout, done.stderr)
        assert ("hidden checks need a container around the work" in done.stderr) == (expected == 3)


def _without(program: str) -> Iterator[str]:
    for folder in os.environ["PATH"].split(os.pathsep):
        if not Path(folder, program).exists():
            yield folder


def test_ci_writes_into_no_place_that_a_checkout_points_to(repository: Path, tmp_path: Path) -> None:
    """A link where the results go is taken away, and what it leads to is left alone."""
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "results.json").write_text("mine", encoding="utf-8")
    (repository / "procession-results").symlink_to(tmp_path / "precious")
    assert _run(repository, "ci").returncode == 0
    assert (tmp_path / "precious" / "results.json").read_text(encoding="utf-8") == "mine"
    assert not (repository / "procession-results").is_symlink()


# The workflow files.


def _shim(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


@pytest.fixture
def host(tmp_path: Path) -> dict[str, str]:
    """A host's environment. What needs its administrator, or the package's place on the network, is only noted."""
    shims, notes = tmp_path / "shims", tmp_path / "notes"
    _shim(shims, "sudo", f'echo "sudo $@" >> {notes}')
    _shim(
        shims, "python", f'case "$*" in "-m pip "*) echo "python $@" >> {notes};; *) exec {sys.executable} "$@";; esac'
    )
    _shim(shims, "procession", f'exec {sys.executable} -m procession "$@"')
    kit = tmp_path / "private"
    shutil.copytree(MINI, kit)
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@t.example"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "Kit"]):
        subprocess.run([*git, *words], cwd=kit, check=True)
    own = {key: value for key, value in os.environ.items() if not key.startswith(("GITHUB_", "PROCESSION_"))}
    return own | {"PATH": f"{shims}{os.pathsep}{os.environ['PATH']}", "KIT_URL": kit.as_uri()}


def _noted(tmp_path: Path) -> list[str]:
    return (tmp_path / "notes").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("secret", [True, False], ids=["with the kit", "without it"])
def test_the_steps_on_github(repository: Path, tmp_path: Path, host: dict[str, str], secret: bool) -> None:
    """Each `run` as the runner would: bash -e, the environment that steps hand on, the step's summary."""
    _answer(repository, "graders/greeting/wrong/not_joined.py")
    (tmp_path / "temp").mkdir()
    workflow = yaml.safe_load((repository / ".github" / "workflows" / "procession.yml").read_text(encoding="utf-8"))
    files = {"GITHUB_ENV": str(tmp_path / "env"), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
    environment = host | files | {"GITHUB_ACTIONS": "true", "RUNNER_TEMP": str(tmp_path / "temp")}
    (tmp_path / "env").touch()
    codes, log = [], ""
    for step in workflow["jobs"]["check"]["steps"]:
        if "run" not in step:
            assert re.fullmatch(r"actions/[a-z-]+@v\d+", step["uses"])
            continue
        own = dict.fromkeys(step.get("env", {}), host["KIT_URL"] if secret else "")
        handed_on = dict(line.split("=", 1) for line in (tmp_path / "env").read_text(encoding="utf-8").splitlines())
        command = ["bash", "-e", "-o", "pipefail", "-c", step["run"]]
        done = subprocess.run(
            command, cwd=repository, env=environment | handed_on | own, capture_output=True, text=True
        )
        codes.append(done.returncode)
        log += done.stdout + done.stderr
    assert codes == ([0, 0, 0, 1] if secret else [0, 0, 0, 0]), log
    assert _noted(tmp_path) == [
        "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
        "python -m pip install -r requirements.txt",
    ]
    assert ("| hidden checks, controlled mode" in log) == secret
    assert ("| greeting | 3 of 4 points | not yet |" in (tmp_path / "summary").read_text(encoding="utf-8")) == secret
    assert host["KIT_URL"] not in log
    assert "The program ends" not in log + (tmp_path / "summary").read_text(encoding="utf-8")


@pytest.mark.parametrize("secret", [True, False], ids=["with the kit", "without it"])
def test_the_script_on_gitlab(repository: Path, tmp_path: Path, host: dict[str, str], secret: bool) -> None:
    """All lines in one shell, as a runner does; the report that it collects is there."""
    _answer(repository, "solutions/greeting/greeting.py")
    job = yaml.safe_load((repository / ".gitlab-ci.yml").read_text(encoding="utf-8"))["procession"]
    own = {"CI_PROJECT_DIR": str(repository), "PROCESSION_KIT_URL": host["KIT_URL"] if secret else ""}
    command = ["bash", "-e", "-o", "pipefail", "-c", "\n".join(job["script"])]
    done = subprocess.run(command, cwd=repository, env=host | own, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert ("| hidden checks" in done.stdout) == secret
    assert "::" not in done.stdout
    assert _noted(tmp_path) == ["python -m pip install -r requirements.txt"]
    ET.parse(repository / job["artifacts"]["reports"]["junit"])
    assert (repository / job["artifacts"]["paths"][0]).is_dir()


@pytest.mark.slow
def test_what_students_install_is_what_checks_them(tmp_path: Path) -> None:
    """A release with the wheel beside it: installed as requirements.txt says into an empty environment, it runs `ci`."""
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(tmp_path), str(KIT)]
    subprocess.run(command, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    done = _run(tmp_path, "release", "class", "--exercise", "hung_consumer", "--wheel", wheel)
    assert done.returncode == 0, done.stderr
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "-q", "-r", "requirements.txt"]
    subprocess.run(install, cwd=tmp_path / "class", check=True)
    shutil.copy(KIT / "solutions" / "hung_consumer" / "hung_consumer.py", tmp_path / "class" / "hung_consumer")
    done = subprocess.run([python, "-m", "procession", "ci"], cwd=tmp_path / "class", capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "hung_consumer  5 of 5 points: passed" in done.stdout
