"""The wheel as a student gets it: it installs, it runs, and it holds no answer."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from test_release import distinctive

KIT = Path(__file__).resolve().parent.parent


SCAFFOLD = "procession/publishing/templates/exercise/"
"""What `procession new` begins with: nobody's answers."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the tree as it is."""
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(target), str(KIT)]
    subprocess.run(command, check=True)
    (found,) = target.glob("*.whl")
    return found


def test_no_answer_and_no_hidden_check_is_in_the_wheel(wheel: Path) -> None:
    """Neither by name nor by content: each file of solutions and graders is looked for."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if not name.startswith(SCAFFOLD)]
        contents = {archive.read(name) for name in names}
    assert "procession/course/exercises/hung_consumer/hung_consumer.py" in names
    assert not [name for name in names if "/wrong/" in name or "solutions" in name or "seed.txt" in name]
    secret = [*KIT.glob("solutions/**/*.py"), *KIT.glob("graders/*/test_*.py"), *KIT.glob("graders/*/wrong/*.py")]
    assert len(secret) > 100
    assert [path for path in secret if path.read_bytes() in contents] == []


def test_no_line_of_an_answer_is_in_the_wheel(wheel: Path) -> None:
    """Nor a part of one: each line that only solutions and hidden checks have is looked for."""
    secret = distinctive(KIT)
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.startswith(SCAFFOLD):
                continue
            lines = {line.strip() for line in archive.read(name).decode("utf-8").splitlines()}
            assert not lines & secret, name


def test_the_wheel_works_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    """Installed with nothing else, it lists the course and checks a student's file."""
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", f"{wheel}[box]"], check=True)
    work = tmp_path / "hung_consumer.py"
    work.write_bytes((KIT / "solutions" / "hung_consumer" / "hung_consumer.py").read_bytes())
    command = [python, "-m", "procession"]
    listed = subprocess.run([*command, "list"], cwd=tmp_path, capture_output=True, text=True)
    assert "hung_consumer" in listed.stdout
    checked = subprocess.run([*command, "check", str(work)], cwd=tmp_path, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "public checks passed; your instructor runs more" in checked.stdout
