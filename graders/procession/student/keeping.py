"""Making a working folder and putting exercises back. Nothing of the student's is ever lost.

A file that is there already stays as it is; what `reset` replaces is put away first.
"""

import shutil
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from procession import __version__
from procession.catalog import MARK, Kit, packaged_kit
from procession.engine.errors import SubmissionError
from procession.student.course import RECORDS, Course, course_at, write

_MARK_TEXT = f"""\
# `procession start` has made this folder. Your work is in the folders beside this one; what is in here
# (the last results, the hints given, copies of what was reset) may be thrown away.
version = "{__version__}"
"""
_DEVCONTAINER = """\
{
    // The same machine for everybody, the grader's: open this folder in a container (VS Code, Codespaces).
    "name": "procession",
    "image": "mcr.microsoft.com/devcontainers/python:3.12",
    // The grader watches your processes and puts each run into a container of its own.
    "runArgs": ["--cap-add=SYS_PTRACE", "--security-opt=seccomp=unconfined", "--security-opt=apparmor=unconfined"],
    // Put the wheel that you have been given into this folder; without one, the published package is taken.
    "postCreateCommand": "set -- procession-*.whl; test -e \\"$1\\" || set -- procession; pip install \\"$1[box]\\" && procession doctor",
    "customizations": {
        "vscode": {
            "extensions": ["ms-python.python"],
            "settings": {"python.testing.pytestEnabled": true}
        }
    }
}
"""
_PYTEST = """\
# Makes the test panel of an editor, and plain `pytest`, run the public checks.
[tool.pytest.ini_options]
addopts = "--import-mode=importlib"
"""
_EXTRAS = {".devcontainer/devcontainer.json": _DEVCONTAINER, "pyproject.toml": _PYTEST, ".gitignore": ".procession/\n"}
_FOR_STUDENTS = ("README.md", "README.zh-CN.md")


@dataclass
class Started:
    """What `start` did."""

    course: Course
    new: list[str] = field(default_factory=list)
    """Exercises that were put there."""
    there: list[str] = field(default_factory=list)
    """Exercises that were there already, and stayed as they were."""


def start(target: Path, kit: Kit, slugs: list[str]) -> Started:
    """Put exercises into a working folder, which is made if need be.

    SubmissionError when the folder can't be written to, or is something else.
    """
    for slug in slugs:
        kit.exercise(slug)
    if target.exists() and not target.is_dir():
        raise SubmissionError(f"{target} is a file; name another folder for the course")
    if (target / "graders").is_dir() and (target / "exercises").is_dir():
        raise SubmissionError(f"{target} is the kit itself; name another folder for the course")
    try:
        write(target / MARK, _MARK_TEXT.encode())
        if kit.root.resolve() != packaged_kit().root:
            for slug in slugs:
                _copy_missing(kit.exercises / slug, target / RECORDS / "kit" / "exercises" / slug)
        for name, text in _EXTRAS.items():
            if not (target / name).exists():
                write(target / name, text.encode())
        for name in _FOR_STUDENTS:
            if (kit.exercises / name).is_file() and not (target / name).exists():
                shutil.copyfile(kit.exercises / name, target / name)
        done = Started(course_at(target.resolve()))
        for slug in slugs:
            (done.new if _put(done.course, slug) else done.there).append(slug)
    except OSError as error:
        raise SubmissionError(
            f"{error.filename or target}: {error.strerror}; name a folder that you may write to"
        ) from None
    return done


def _put(course: Course, slug: str) -> bool:
    """Give out one exercise; False if its program is there already."""
    exercise = course.kit.exercise(slug)
    folder = course.folder(slug)
    folder.mkdir(exist_ok=True)
    for name in (*_FOR_STUDENTS, exercise.public_checks.name):
        if not (folder / name).exists():
            shutil.copyfile(exercise.folder / name, folder / name)
    if course.program(slug).exists():
        return False
    _give(course, slug)
    return True


def _give(course: Course, slug: str) -> None:
    data = course.kit.exercise(slug).stub.read_bytes()
    write(course.records / "given" / f"{slug}.py", data)
    write(course.program(slug), data)


def _copy_missing(source: Path, target: Path) -> None:
    """Copy the files of a folder that are not there yet."""
    target.mkdir(parents=True, exist_ok=True)
    for path in source.iterdir():
        if path.is_file() and not (target / path.name).exists():
            shutil.copyfile(path, target / path.name)


def reset(course: Course, slug: str, now: datetime) -> Path | None:
    """Put an exercise's program back as it was given out.

    The whole folder is first copied to the folder that is returned; None if there was no program to copy.
    """
    course.exercise(slug)
    course.must_be_made()
    copy = None
    if course.program(slug).exists():
        copy = free_path(course.records / "copies", f"{slug}-{now:%Y%m%d-%H%M%S}")
        shutil.copytree(course.folder(slug), copy, symlinks=True)
    _give(course, slug)
    for kept in (course.records / "hints" / slug, course.records / "results" / f"{slug}.json"):
        kept.unlink(missing_ok=True)
    return copy


def free_path(folder: Path, name: str, suffix: str = "") -> Path:
    """A path in `folder` that nothing has yet."""
    path = folder / f"{name}{suffix}"
    number = 2
    while path.exists():
        path = folder / f"{name}-{number}{suffix}"
        number += 1
    return path
