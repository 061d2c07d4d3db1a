"""Taking submissions in: whatever a student may hand in, one clear line and nothing lost."""

import os
from pathlib import Path

import pytest
from procession.catalog import Exercise, Kit, find_kit
from procession.engine.errors import ExerciseError, SubmissionError
from procession.intake import MAX_FILE_BYTES, MAX_FILES, locate, take_in

GOOD = b"def main():\n    return 1\n"


def _write(folder: Path, **files: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / f"{name}.py").write_bytes(data)
    return folder


def test_a_folder_is_copied_whole_and_left_as_it_was(tmp_path: Path) -> None:
    """Helper modules and folders come along; rubbish does not; the digest tells a change."""
    source = _write(tmp_path / "s", work=GOOD, helper=b"X = 1\n")
    (source / "tools").mkdir()
    (source / "tools" / "deep.py").write_bytes(b"Y = 2\n")
    (source / "__pycache__").mkdir()
    (source / "__pycache__" / "work.cpython-311.pyc").write_bytes(b"\0")
    first = take_in(source, tmp_path / "one", "work")
    assert sorted(first.files) == ["helper.py", "tools/deep.py", "work.py"]
    assert (tmp_path / "one" / "tools" / "deep.py").read_bytes() == b"Y = 2\n"
    (source / "helper.py").write_bytes(b"X = 2\n")
    assert take_in(source, tmp_path / "two", "work").digest != first.digest
    assert (source / "work.py").read_bytes() == GOOD


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "work.py is empty"),
        (b"  \n\n", "work.py is empty"),
        (b"\x7fELF\0\0", "work.py is not a text file"),
        ("x = 1\n".encode("utf-16"), "work.py is saved as UTF-16"),
        (b"#" * (MAX_FILE_BYTES + 1), "bigger than"),
    ],
)
def test_a_module_that_cannot_be_graded_is_named(tmp_path: Path, data: bytes, said: str) -> None:
    """The one line says which file and what is wrong with it."""
    with pytest.raises(SubmissionError, match=said):
        take_in(_write(tmp_path / "s", work=data), tmp_path / "t", "work")


def test_a_wrong_name_is_told_the_right_one(tmp_path: Path) -> None:
    """A near miss is named with its remedy."""
    with pytest.raises(SubmissionError, match=r"Work.py must be renamed to work\.py"):
        take_in(_write(tmp_path / "s", Work=GOOD), tmp_path / "t", "work")
    with pytest.raises(SubmissionError, match=r"work\.py is missing in s2$"):
        take_in(_write(tmp_path / "s2", other=GOOD), tmp_path / "t2", "work")


def test_links_pipes_and_folders_are_not_followed(tmp_path: Path) -> None:
    """A link to somebody else's answer, or to anything, is named and left out."""
    secret = tmp_path / "solution.py"
    secret.write_bytes(GOOD)
    source = _write(tmp_path / "s", work=GOOD)
    (source / "stolen.py").symlink_to(secret)
    os.mkfifo(source / "pipe.py")
    intake = take_in(source, tmp_path / "t", "work")
    assert list(intake.files) == ["work.py"]
    assert [text.partition(":")[0] for text in intake.left_out] == ["pipe.py", "stolen.py"]
    (source / "work.py").unlink()
    (source / "work.py").symlink_to(secret)
    with pytest.raises(SubmissionError, match=r"work\.py can't be graded: no regular file"):
        take_in(source, tmp_path / "t2", "work")


def test_too_many_files_are_left_out_by_name(tmp_path: Path) -> None:
    """A node_modules by accident doesn't stop the grading."""
    source = _write(tmp_path / "s", a_work=GOOD, **{f"b{n}": b"x" for n in range(MAX_FILES + 5)})
    intake = take_in(source, tmp_path / "t", "a_work")
    assert len(intake.files) == MAX_FILES
    assert len(intake.left_out) == 6


def test_a_submission_is_found_in_each_layout(tmp_path: Path) -> None:
    """STUDENT/SLUG/, STUDENT/ and one file."""
    exercise = Exercise("work", Kit(tmp_path))
    flat = _write(tmp_path / "flat", work=GOOD)
    nested = _write(tmp_path / "nested")
    _write(nested / "work", work=GOOD)
    assert locate(flat, exercise) == flat
    assert locate(nested, exercise) == nested / "work"
    assert locate(flat / "work.py", exercise) == flat / "work.py"
    assert locate(_write(tmp_path / "none"), exercise) is None


def test_the_nearest_kit_upwards_is_used(tmp_path: Path) -> None:
    """As git finds its repository."""
    (tmp_path / "kit" / "exercises" / "deep").mkdir(parents=True)
    (tmp_path / "kit" / "graders").mkdir()
    assert find_kit(tmp_path / "kit" / "exercises" / "deep").root == tmp_path / "kit"
    with pytest.raises(SubmissionError, match="no folder `exercises`"):
        find_kit(tmp_path, tmp_path / "kit" / "graders")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("minutes = 5", 'minutes = "five"'), "minutes"),
        (("order = 10", "ordre = 10"), "ordre"),
        (('["fork", "spawn"]', '["thread"]'), "start_methods"),
        (('"one", "two", "three"', '"one"'), "three hints"),
        (("order = 10", "order = "), "exercise.toml"),
    ],
)
def test_a_broken_manifest_is_the_authors_fault(kit: Path, change: tuple[str, str], said: str) -> None:
    """It says which file and what is wrong."""
    path = kit / "exercises" / "greeting" / "exercise.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(ExerciseError, match=said):
        _ = Kit(kit).exercise("greeting").manifest


@pytest.mark.parametrize(
    "change",
    [
        ('title = "', 'title = \'A "quoted" title\' # "'),
        ('title = "The greeting"', 'title = """\nminutes = 7\nThe greeting"""'),
        ('title = "', 'title = "\\u00e9 '),
        ("minutes = 5", "minutes = 0x05"),
        ("order = 10", "# a comment\n\norder = 10"),
        ("order = 10", "order   =   10"),
    ],
)
def test_a_heading_says_what_the_manifest_says(kit: Path, change: tuple[str, str]) -> None:
    """However it is written: only what is plain is read the short way."""
    path = kit / "exercises" / "greeting" / "exercise.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(*change, 1), encoding="utf-8")
    exercise = Kit(kit).exercise("greeting")
    assert change[0] in text
    assert exercise.heading == tuple(getattr(exercise.manifest, name) for name in exercise.heading._fields)
