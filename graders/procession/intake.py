"""Reading submissions. Nothing here executes one.

A submission is *taken in*: its regular files are read, within limits, and copied into a folder of our
own; links, devices and anything too big are named and left out.
"""

import hashlib
import os
import shutil
import stat
from dataclasses import dataclass, field
from pathlib import Path

from procession.catalog import Exercise
from procession.engine.errors import SubmissionError

MAX_FILES = 200
MAX_FILE_BYTES = 1 << 20
MAX_TOTAL_BYTES = 8 << 20
MAX_DEPTH = 20
"""Folders in folders."""
SKIPPED = {"__pycache__", ".git", ".venv", ".pytest_cache", ".DS_Store", ".procession"}


@dataclass
class Submission:
    """The files of a submission as they were read, and what was left out and why."""

    files: dict[str, bytes] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """SHA-256 over names and contents."""
        digest = hashlib.sha256()
        for name, data in self.files.items():
            digest.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
        return digest.hexdigest()


def read_submission(source: Path, module: str) -> Submission:
    """Read a submission: a folder, or the one file of a module.

    SubmissionError when the module that the exercise asks for is missing, is no regular file, is
    empty, too big or not text.
    """
    found = Submission()
    total = 0
    for path, name in _candidates(source, module):
        reason = _objection(path, total, len(found.files))
        if reason:
            found.left_out.append(f"{printable(name)}: {reason}")
            continue
        try:
            data = path.read_bytes()
        except OSError as error:
            found.left_out.append(f"{printable(name)}: {error.strerror}")
            continue
        total += len(data)
        found.files[name] = data
    _require_module(found, module, source)
    return found


def take_in(source: Path, target: Path, module: str) -> Submission:
    """Copy a submission into the new folder `target`. Raises as `read_submission` does; then it is empty."""
    target.mkdir(parents=True)
    found = read_submission(source, module)
    for name, data in found.files.items():
        destination = target / name
        destination.parent.mkdir(parents=True, exist_ok=True)
        destination.write_bytes(data)
    return found


def _candidates(source: Path, module: str) -> list[tuple[Path, str]]:
    if source.is_symlink() or not source.is_dir():  # of a link to a folder nothing is read: it may lead anywhere
        return [(source, f"{module}.py")]
    found = []
    for folder, folders, files in os.walk(source):
        deep = len(Path(folder).relative_to(source).parts) >= MAX_DEPTH
        folders[:] = [] if deep else sorted(name for name in folders if name not in SKIPPED)
        for name in sorted(files, key=lambda name: (name != f"{module}.py", name)):
            if name not in SKIPPED and not name.endswith(".pyc"):
                path = Path(folder) / name
                found.append((path, str(path.relative_to(source))))
            if len(found) > 10 * MAX_FILES:
                break
        if len(found) > 10 * MAX_FILES:
            break
    return found


def _objection(path: Path, total: int, count: int) -> str:
    try:
        status = path.lstat()
    except OSError as error:
        return error.strerror or "can't be read"
    if not stat.S_ISREG(status.st_mode):
        return "no regular file (links, pipes and devices are not followed)"
    if status.st_size > MAX_FILE_BYTES:
        return f"bigger than {MAX_FILE_BYTES >> 10} KiB"
    if total + status.st_size > MAX_TOTAL_BYTES or count >= MAX_FILES:
        return "too many or too big files in all"
    if not os.access(path, os.R_OK):
        return "can't be read"
    return ""


def _require_module(found: Submission, module: str, source: Path) -> None:
    name = f"{module}.py"
    for left in found.left_out:
        if left.startswith(f"{name}: "):
            raise SubmissionError(f"{name} can't be graded: {left.partition(': ')[2]}")
    if name not in found.files:
        others = [file for file in found.files if file.endswith(".py")]
        close = [file for file in others if file.lower().replace("-", "_").replace(" ", "_") == name]
        said = f"; {close[0]} must be renamed to {name}" if close else ""
        raise SubmissionError(f"{name} is missing in {source.name}{said}")
    data = found.files[name]
    if not data.strip():
        raise SubmissionError(f"{name} is empty")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SubmissionError(f"{name} is saved as UTF-16, which Python can't read: save it as UTF-8")
    if b"\0" in data:
        raise SubmissionError(f"{name} is not a text file")


def locate(folder: Path, exercise: Exercise) -> Path | None:
    """Where in a student's folder the submission for an exercise is: FOLDER/SLUG/, FOLDER/ or a file."""
    if folder.is_file():
        return folder
    if (folder / exercise.slug).is_dir() or (folder / exercise.slug).is_symlink():
        return folder / exercise.slug
    if os.path.lexists(folder / f"{exercise.module}.py"):
        return folder
    return None


def printable(name: str) -> str:
    """A name as text that can be stored: what is no UTF-8 is written as \\udcXX."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def discard(folder: Path) -> None:
    """Remove a folder that `take_in` made."""
    shutil.rmtree(folder, ignore_errors=True)
