"""From what an instructor has to the work of each student: nothing lost, and nothing guessed."""

import io
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from procession.catalog import Kit
from procession.collecting import Collection, Handed, collect
from procession.engine.errors import SubmissionError

MINI = Kit(Path(__file__).parent / "mini_kit")
EXERCISES = [MINI.exercise("greeting"), MINI.exercise("tally")]
Collect = Callable[..., Collection]


def _write(folder: Path, **files: str) -> None:
    """Files by their paths, in which `__` stands for a slash."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _zip(path: Path, files: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)


def _tar(path: Path, files: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path, "w:gz") as archive:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text.encode()))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "class"
    folder.mkdir()
    return folder


def _collect(source: Path, student: str = "") -> Collection:
    room = source.parent / "room"
    shutil.rmtree(room, ignore_errors=True)
    return collect(source, EXERCISES, room, student)


def _texts(handed: Handed) -> dict[str, str]:
    """What is graded, by exercise."""
    return {slug: (place / f"{slug}.py").read_text(encoding="utf-8") for slug, place in handed.places.items()}


def _all(found: Collection) -> dict[str, dict[str, str]]:
    return {student: _texts(handed) for student, handed in found.handed.items()}


def test_folders_and_archives_of_any_shape(source: Path) -> None:
    """Flat, a folder an exercise, deeper down, zip and tar; in the order of names."""
    _write(
        source,
        **{
            "ada/tally.py": "1",
            "ada/greeting.py": "2",
            "bob/tally/tally.py": "3",
            "cleo/my/course/tally/tally.py": "4",
        },
    )
    _zip(source / "dan.zip", {"course/tally/tally.py": "5", "course/greeting/greeting.py": "6"})
    _tar(source / "emil.tar.gz", {"tally.py": "7"})
    _write(source, **{"list.txt": "x", "fay/nothing.txt": "y"})
    found = _collect(source)
    assert _all(found) == {
        "ada": {"tally": "1", "greeting": "2"}, "bob": {"tally": "3"}, "cleo": {"tally": "4"},
        "dan": {"tally": "5", "greeting": "6"}, "emil": {"tally": "7"}, "fay": {},
    }  # fmt: skip
    assert found.ignored == ["not a student's folder, left alone: list.txt"]
    assert found.handed["fay"].notes == ["other files: nothing.txt"]
    assert not found.handed["cleo"].notes
    assert found.handed_in(EXERCISES) == ["greeting", "tally"]


MOODLE = {
    "Ada Lovelace_101_assignsubmission_file_/tally.py": "1",
    "Ada Lovelace_101_assignsubmission_onlinetext_/onlinetext.html": "<p>",
    "Bob B_102_assignsubmission_file/tally/tally.py": "2",
    "Bob B_103_assignsubmission_file/tally.py": "3",
    "Cleo_104_assignsubmission_file_tally.py": "4",
}


def _as_folder(source: Path, files: dict[str, str]) -> Path:
    _write(source, **files)
    return source


def _as_zip(source: Path, files: dict[str, str]) -> Path:
    _zip(source / "download.zip", files)
    return source / "download.zip"


def _as_zip_in_folder(source: Path, files: dict[str, str]) -> Path:
    return _as_zip(source, {f"CS101 Assignment 2/{name}": text for name, text in files.items()})


def _as_tar(source: Path, files: dict[str, str]) -> Path:
    _tar(source / "download.tgz", files)
    return source / "download.tgz"


@pytest.mark.parametrize("shape", [_as_folder, _as_zip, _as_zip_in_folder, _as_tar])
def test_moodle(source: Path, shape: Callable[[Path, dict[str, str]], Path]) -> None:
    """Students of one name are told apart, online text is left alone, folders or not."""
    found = _collect(shape(source, MOODLE))
    assert _all(found) == {
        "Ada Lovelace": {"tally": "1"}, "Bob B (102)": {"tally": "2"},
        "Bob B (103)": {"tally": "3"}, "Cleo": {"tally": "4"},
    }  # fmt: skip
    assert found.handed["Ada Lovelace"].id == "101"
    assert found.handed["Ada Lovelace"].source == "Ada Lovelace_101_assignsubmission_file_"
    assert sorted(found.ignored) == [
        "Bob B: there are several of this name; told apart by their numbers",
        "only files are graded, left alone: Ada Lovelace_101_assignsubmission_onlinetext_",
    ]


def test_moodle_folders_of_one_student_that_differ(source: Path) -> None:
    """Neither is graded, and both are named; equal ones are no question."""
    _write(source, **{"A_1_assignsubmission_file_/tally.py": "1", "A_1_assignsubmission_file/tally.py": "2"})
    _write(source, **{"B_2_assignsubmission_file_/tally.py": "1", "B_2_assignsubmission_file/tally.py": "1"})
    found = _collect(source)
    assert found.handed["A"].places == {}
    assert found.handed["A"].problems["tally"] == (
        "there are 2 different files for tally: A_1_assignsubmission_file/tally.py, "
        "A_1_assignsubmission_file_/tally.py; leave the one that is to be graded"
    )
    assert _texts(found.handed["B"]) == {"tally": "1"}


def test_archives_in_a_students_folder(source: Path) -> None:
    """What `submit` has packed says when: the last is graded, the others are named."""
    folder = source / "Ada_1_assignsubmission_file_"
    _zip(folder / "submission-20261103-1030.zip", {"tally/tally.py": "new", "greeting/greeting.py": "only"})
    _zip(folder / "submission-20261101-1030.zip", {"tally/tally.py": "old"})
    ada = _collect(source).handed["Ada"]
    assert _texts(ada) == {"tally": "new", "greeting": "only"}
    assert ada.notes == [
        "tally: graded is what is in submission-20261103-1030.zip, the last; earlier: submission-20261101-1030.zip"
    ]


def test_archives_that_say_nothing_of_their_order(source: Path) -> None:
    """They are named, not guessed between; what is beside a student's own files is a copy that nobody asks for."""
    _zip(source / "ada" / "one.zip", {"tally/tally.py": "1"})
    _zip(source / "ada" / "two.zip", {"tally/tally.py": "2"})
    _write(source, **{"bob/tally.py": "1"})
    _zip(source / "bob" / "submission-20261101-1030.zip", {"tally/tally.py": "old"})
    found = _collect(source)
    assert "one.zip/tally/tally.py, two.zip/tally/tally.py" in found.handed["ada"].problems["tally"]
    assert _texts(found.handed["bob"]) == {"tally": "1"}


CANVAS = {
    "lovelaceada_1001_5000_tally.py": "old",
    "lovelaceada_1001_5002_tally-1.py": "new",
    "lovelaceada_1001_5003_helper.py": "help",
    "bobb_LATE_1002_5004_tally-2.py": "3",
    "cleo_1003_5005_tally.py": "4",
    "cleo_1003_5006_tally.py": "5",
    "dan_1004_text.html": "<p>",
}


@pytest.mark.parametrize("shape", [_as_folder, _as_zip])
def test_canvas(source: Path, shape: Callable[[Path, dict[str, str]], Path]) -> None:
    """The last attempt is graded and the others are named; late is late; two last ones are no guess."""
    found = _collect(shape(source, CANVAS))
    ada, bob, cleo, dan = (found.handed[name] for name in ("lovelaceada", "bobb", "cleo", "dan"))
    assert _texts(ada) == {"tally": "new"}
    assert (ada.places["tally"] / "helper.py").read_text() == "help"
    assert (ada.attempts, ada.late, ada.id) == ({"tally": 2}, False, "1001")
    assert ada.notes[0] == "attempt 2 of tally.py is graded; earlier: lovelaceada_1001_5000_tally.py"
    assert (_texts(bob), bob.attempts, bob.late) == ({"tally": "3"}, {"tally": 3}, True)
    assert "cleo_1003_5005_tally.py, cleo_1003_5006_tally.py" in cleo.problems["tally"]
    assert not dan.places
    assert found.ignored == ["only files are graded, left alone: dan_1004_text.html"]


def test_canvas_archives(source: Path) -> None:
    """An archive among the files is unpacked."""
    _zip(source / "ada_1_2_submission-20261101-1030.zip", {"tally/tally.py": "1"})
    _tar(source / "bob_3_4_work-1.tar.gz", {"tally.py": "new"})
    _tar(source / "bob_3_3_work.tar.gz", {"tally.py": "old"})
    found = _collect(source)
    assert _all(found) == {"ada": {"tally": "1"}, "bob": {"tally": "new"}}
    assert found.handed["bob"].notes == ["attempt 2 of work.tar.gz is graded; earlier: bob_3_3_work.tar.gz"]


def test_a_folder_and_an_archive_of_one_student(source: Path) -> None:
    """No question if they are equal, and a question by name if not."""
    _write(source, **{"ada/tally.py": "1", "bob/tally.py": "1"})
    _zip(source / "ada.zip", {"tally.py": "1"})
    _zip(source / "bob.zip", {"tally.py": "2"})
    found = _collect(source)
    assert _texts(found.handed["ada"]) == {"tally": "1"}
    assert "bob/tally.py, bob.zip/tally.py" in found.handed["bob"].problems["tally"]


def test_two_files_for_one_module(source: Path) -> None:
    """Beside each other, or further down: named; what is elsewhere than at the usual places only if nothing is there."""
    _write(source, **{"ada/tally.py": "1", "ada/tally/tally.py": "2", "bob/x/tally.py": "1", "bob/y/tally.py": "2"})
    _write(source, **{"cleo/tally.py": "1", "cleo/backup/tally.py": "2"})
    found = _collect(source)
    assert "tally/tally.py, tally.py" in found.handed["ada"].problems["tally"]
    assert "x/tally.py, y/tally.py" in found.handed["bob"].problems["tally"]
    assert _texts(found.handed["cleo"]) == {"tally": "1"}


def _git(folder: Path, *words: str, date: str = "2026-11-03T10:00:00+0100") -> None:
    environment = {"GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date, "PATH": "/usr/bin:/bin", "HOME": str(folder)}
    names = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *names, *words], cwd=folder, env=environment, check=True, capture_output=True)


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_clones(source: Path) -> None:
    """Their commit says when, packed or not; what is in `.git` is neither graded nor run."""
    _write(source, **{"ada/tally/tally.py": "1"})
    ada = source / "ada"
    for words in (("init",), ("add", "."), ("commit", "-m", "x")):
        _git(ada, *words)
    _git(source, "clone", str(ada), "bob")
    _git(source / "bob", "gc")
    trap = source.parent / "trap"
    with (ada / ".git" / "config").open("a") as config:
        config.write(f"[core]\n\tfsmonitor = touch {trap}\n\tsshCommand = touch {trap}\n\tpager = touch {trap}\n")
    (ada / ".git" / "tally.py").write_text("hidden")
    found = _collect(source)
    assert _all(found) == {"ada": {"tally": "1"}, "bob": {"tally": "1"}}
    assert [one.submitted for one in found.handed.values()] == ["2026-11-03T10:00:00+01:00"] * 2
    assert not trap.exists()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda git: (git / "HEAD").write_text("ref: ../../../etc/passwd"),
        lambda git: (git / "HEAD").write_text("f" * 40),
        lambda git: (git / "HEAD").unlink(),
        lambda git: shutil.rmtree(git / "objects"),
        lambda git: [path.write_bytes(b"x") for path in git.glob("objects/??/*") if not path.chmod(0o644)],
    ],
)
@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_a_spoilt_clone_says_no_time(source: Path, spoil: Callable[[Path], object]) -> None:
    """Its files are graded all the same."""
    _write(source, **{"ada/tally.py": "1"})
    for words in (("init",), ("add", "."), ("commit", "-m", "x")):
        _git(source / "ada", *words)
    spoil(source / "ada" / ".git")
    ada = _collect(source).handed["ada"]
    assert (ada.submitted, _texts(ada)) == ("", {"tally": "1"})


def test_one_students_own_folder(source: Path) -> None:
    """A checkout of one: graded with the name, and without it the remedy is told."""
    _write(source, **{"tally/tally.py": "1", "README.md": "x", ".git/HEAD": "x"})
    found = _collect(source, "ada")
    assert _all(found) == {"ada": {"tally": "1"}}
    assert not found.handed["ada"].notes
    with pytest.raises(SubmissionError, match="say whose with --student NAME"):
        _collect(source)


@pytest.mark.parametrize(
    ("name", "called"), [("results.json", "results.json_"), ("GRADES.CSV", "GRADES.CSV_"), (".cache", "_.cache"), ("..", "_.."), ("a\n::b\x1b/c", "a_::b__c")]
)  # fmt: skip
def test_nobody_is_called_as_our_own_files(source: Path, name: str, called: str) -> None:
    """Whatever a student or a platform says."""
    _write(source, **{"tally.py": "1"})
    assert list(_collect(source, name).handed) == [called]


def test_nobody_there(source: Path) -> None:
    """An empty class, a file, a broken archive: one line each."""
    with pytest.raises(SubmissionError, match="expected one folder, or one archive, a student"):
        _collect(source)
    (source / "x.txt").write_text("x")
    with pytest.raises(SubmissionError, match="not a folder of submissions, nor a zip or tar archive"):
        _collect(source / "x.txt")
    (source / "x.tar.gz").write_text("x")
    with pytest.raises(SubmissionError, match=r"x\.tar\.gz is no tar archive that can be read"):
        _collect(source / "x.tar.gz")


@pytest.mark.parametrize("name", ["é" * 120, "\udcff" * 60, "x" * 240])
def test_a_name_is_no_longer_than_a_folder_may_be_called(source: Path, name: str) -> None:
    """It is cut, and two that begin alike are still two."""
    _write(source, **{f"{name}/tally.py": "1", f"{name}y/tally.py": "2"})
    found = list(_all(_collect(source)).items())
    assert sorted(texts["tally"] for _, texts in found) == ["1", "2"]
    assert all(len(student.encode()) <= 220 for student, _ in found)
