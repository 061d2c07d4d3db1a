"""The kit and what is in it: exercises, their manifests, and submissions to be read.

Nothing here executes a submission. A submission is *taken in*: its regular files are copied, within
limits, into a folder of our own; links, devices and anything too big are named and left out.
"""

import hashlib
import os
import shutil
import stat
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import msgspec

from procession.engine.errors import ExerciseError, SubmissionError

MAX_FILES = 200
MAX_FILE_BYTES = 1 << 20
MAX_TOTAL_BYTES = 8 << 20
_SKIPPED = {"__pycache__", ".git", ".venv", ".pytest_cache", ".DS_Store", ".procession"}


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """exercise.toml."""

    order: int
    chapter: str
    title: str
    title_zh: str
    difficulty: str
    minutes: int
    concepts: list[str]
    start_methods: list[str]
    given: list[str]
    hints: list[str]
    hints_zh: list[str]
    entry_points: dict[str, str]


@dataclass(frozen=True)
class Exercise:
    """One task of the kit."""

    slug: str
    kit: "Kit"

    @cached_property
    def manifest(self) -> Manifest:
        """The parsed exercise.toml; ExerciseError when it is missing or wrong."""
        path = self.folder / "exercise.toml"
        try:
            manifest = msgspec.toml.decode(path.read_bytes(), type=Manifest)
        except OSError as error:
            raise ExerciseError(f"{path}: {error.strerror}") from None
        except (msgspec.ValidationError, msgspec.DecodeError, ValueError) as error:
            raise ExerciseError(f"{path}: {error}") from None
        unknown = set(manifest.start_methods) - {"fork", "spawn", "forkserver"}
        if unknown or not manifest.start_methods:
            raise ExerciseError(f"{path}: start_methods must be some of fork, spawn, forkserver")
        if len(manifest.hints) != 3 or len(manifest.hints_zh) != 3:
            raise ExerciseError(f"{path}: there must be three hints")
        return manifest

    @property
    def folder(self) -> Path:
        """Where statement, stub and public checks are."""
        return self.kit.exercises / self.slug

    @property
    def module(self) -> str:
        """The name of the module that a student hands in."""
        return self.slug

    @property
    def stub(self) -> Path:
        """The stub as it was given out."""
        return self.folder / f"{self.module}.py"

    @property
    def public_checks(self) -> Path:
        """The checks that a student has."""
        return self.folder / f"test_{self.slug}.py"

    @property
    def hidden_checks(self) -> Path:
        """The checks that only the grading side has."""
        return self.kit.graders / self.slug / f"test_{self.slug}.py"

    @property
    def wrong(self) -> list[Path]:
        """The known-wrong answers."""
        return sorted((self.kit.graders / self.slug / "wrong").glob("*.py"))

    @property
    def reference(self) -> Path:
        """The reference solution."""
        return self.kit.solutions / self.slug / f"{self.module}.py"

    @property
    def accepted(self) -> list[Path]:
        """Right answers in other styles."""
        return sorted((self.kit.solutions / self.slug / "accepted").glob("*.py"))


@dataclass(frozen=True)
class Kit:
    """A folder with `exercises/`, and on the grading side `graders/` and `solutions/`."""

    root: Path

    @property
    def exercises(self) -> Path:
        """Where the exercises are."""
        return self.root / "exercises"

    @property
    def graders(self) -> Path:
        """Where the hidden checks are."""
        return self.root / "graders"

    @property
    def solutions(self) -> Path:
        """Where the solutions are."""
        return self.root / "solutions"

    def slugs(self) -> list[str]:
        """The exercises in the order of the course."""
        found = [path.parent.name for path in self.exercises.glob("*/exercise.toml")]
        return sorted(found, key=lambda slug: (Exercise(slug, self).manifest.order, slug))

    def exercise(self, slug: str) -> Exercise:
        """One exercise; SubmissionError when there is none of that name."""
        if not (self.exercises / slug / "exercise.toml").exists():
            known = ", ".join(self.slugs())
            raise SubmissionError(f"there is no exercise called {slug!r}; there are: {known}")
        return Exercise(slug, self)


def find_kit(start: Path, explicit: Path | None = None) -> Kit:
    """The kit to use: `explicit`, else the nearest folder upwards of `start` with exercises and graders.

    Without one, the exercises that came with the installed package. SubmissionError when an explicit
    folder is no kit.
    """
    if explicit is not None:
        if not (explicit / "exercises").is_dir():
            raise SubmissionError(f"{explicit} is no kit: it has no folder `exercises`")
        return Kit(explicit.resolve())
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "exercises").is_dir() and (folder / "graders").is_dir():
            return Kit(folder)
    packaged = Path(__file__).resolve().parent / "course"
    if (packaged / "exercises").is_dir():
        return Kit(packaged)
    raise SubmissionError("no kit here: give its folder with --kit DIR")


@dataclass
class Intake:
    """A submission as it was taken in: a folder of our own, and what was left out and why."""

    folder: Path
    files: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    digest: str = ""


def take_in(source: Path, target: Path, module: str) -> Intake:
    """Copy a submission (a folder, or the one file of a module) into the new folder `target`.

    SubmissionError when the module that the exercise asks for is missing, is no regular file, is
    empty, too big or not text.
    """
    target.mkdir(parents=True)
    intake = Intake(target)
    digest = hashlib.sha256()
    total = 0
    for path, name in _candidates(source, module):
        reason = _objection(path, total, len(intake.files))
        if reason:
            intake.left_out.append(f"{name}: {reason}")
            continue
        data = path.read_bytes()
        total += len(data)
        destination = target / name
        destination.parent.mkdir(parents=True, exist_ok=True)
        destination.write_bytes(data)
        intake.files.append(name)
        digest.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
    intake.digest = digest.hexdigest()
    _require_module(intake, module, source)
    return intake


def _candidates(source: Path, module: str) -> list[tuple[Path, str]]:
    if not source.is_dir():
        return [(source, f"{module}.py")]
    found = []
    for folder, folders, files in os.walk(source):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED)
        for name in sorted(files):
            if name not in _SKIPPED and not name.endswith(".pyc"):
                path = Path(folder) / name
                found.append((path, str(path.relative_to(source))))
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


def _require_module(intake: Intake, module: str, source: Path) -> None:
    name = f"{module}.py"
    for left in intake.left_out:
        if left.startswith(f"{name}: "):
            raise SubmissionError(f"{name} can't be graded: {left.partition(': ')[2]}")
    path = intake.folder / name
    if not path.exists():
        others = [file for file in intake.files if file.endswith(".py")]
        close = [file for file in others if file.lower().replace("-", "_").replace(" ", "_") == name]
        said = f"; {close[0]} must be renamed to {name}" if close else ""
        raise SubmissionError(f"{name} is missing in {source.name}{said}")
    data = path.read_bytes()
    if not data.strip():
        raise SubmissionError(f"{name} is empty")
    if b"\0" in data:
        raise SubmissionError(f"{name} is not a text file")


def locate(folder: Path, exercise: Exercise) -> Path | None:
    """Where in a student's folder the submission for an exercise is: FOLDER/SLUG/, FOLDER/ or a file."""
    if folder.is_file():
        return folder
    if (folder / exercise.slug).is_dir():
        return folder / exercise.slug
    if os.path.lexists(folder / f"{exercise.module}.py"):
        return folder
    return None


def discard(folder: Path) -> None:
    """Remove a folder that `take_in` made."""
    shutil.rmtree(folder, ignore_errors=True)
