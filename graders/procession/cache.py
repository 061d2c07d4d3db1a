"""What has been judged before: results kept in the folder of results, so that only what has changed is judged again.

An entry is found by all that a verdict may depend on: the submitted files, the exercise with its
hidden checks and the seed, the kit's own code, the interpreter and the terms. Whose work it was is
not among them: equal files get equal results, since all students have the same inputs. Going on after an
interruption is nothing else than this: what was judged is here, and the rest is judged.
"""

import functools
import hashlib
import os
import platform
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

import msgspec

from procession import __version__
from procession.catalog import Exercise
from procession.judge import Terms
from procession.picture import album
from procession.results import ExerciseResult

FOLDER = ".cache"
_NO_VERDICT_IN = {
    "cli", "student", "picture", "reports", "notebooks", "course", "report.py", "grade.py", "collecting.py",
    "placing.py", "platforms.py", "clones.py", "archives.py", "course_file.py", "totals.py", "merging.py",
}  # fmt: skip
"""Parts of the package that only show or collect what was found."""


class Cache:
    """Results by content; may be used by several threads, and by several gradings at a time."""

    def __init__(self, out: Path, terms: Terms, box: str) -> None:
        """Entries are below `out`; `box` is the kind of box that submissions would run in."""
        self.folder = out / FOLDER
        python = terms.python or sys.executable
        self._terms = [
            __version__, kit_digest(), platform.python_version(), python, platform.machine(),
            terms.mode, box, str(terms.public), str(terms.shrink), *terms.start_methods,
        ]  # fmt: skip
        self._graders: dict[str, str] = {}

    def key(self, exercise: Exercise, content: str) -> str:
        """What an entry is called: the digest of all that the verdicts depend on."""
        if exercise.slug not in self._graders:
            self._graders[exercise.slug] = grader_digest(exercise)
        parts = [*self._terms, exercise.slug, self._graders[exercise.slug], content]
        return _digest(part.encode("utf-8", "surrogateescape") for part in parts)

    def get(self, key: str) -> ExerciseResult | None:
        """The result that was kept; None when there is none that can be read."""
        try:
            return msgspec.json.decode(self._path(key).read_bytes(), type=ExerciseResult)
        except (OSError, msgspec.MsgspecError):
            return None

    def has(self, key: str) -> bool:
        """Whether there is an entry, readable or not."""
        return self._path(key).exists()

    def put(self, key: str, result: ExerciseResult, pictures: Path | None = None) -> None:
        """Keep a result, with those of its pictures that are in a folder; one with a fault of our own is never kept."""
        if result.had_error:
            return
        if pictures is not None:
            album.copy(pictures, self._path(key).with_suffix(""), result.exercise)
        kept = msgspec.structs.replace(result, student="")
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.part")
        try:
            part.write_bytes(msgspec.json.encode(kept))
        except UnicodeEncodeError:  # half a surrogate pair came out of the box; it will be judged again
            return
        os.replace(part, path)

    def hand_pictures(self, key: str, result: ExerciseResult, target: Path) -> None:
        """Put the pictures of a result that was kept where those of a student are, in the place of any other.

        Equal files fail in equal runs, whoever they belong to.
        """
        album.copy(self._path(key).with_suffix(""), target, result.exercise)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key[2:]}.json"


def grader_digest(exercise: Exercise) -> str:
    """Of what an exercise's verdicts depend on: manifest, stub, public and hidden checks, and the seed."""
    hidden = exercise.hidden_checks.parent
    paths = [
        exercise.kit.graders / "seed.txt",
        *sorted(exercise.folder.glob("*.py")),
        exercise.folder / "exercise.toml",
    ]
    paths += sorted(path for path in hidden.rglob("*") if path.is_file() and not _beside(path, hidden))
    return _digest(part for path in paths if path.exists() for part in (path.name.encode(), path.read_bytes()))


def _beside(path: Path, folder: Path) -> bool:
    """Whether a file in a grader's folder is none that it runs."""
    return path.relative_to(folder).parts[0] in ("wrong", "__pycache__", "zh.toml") or path.suffix == ".pyc"


@functools.cache
def kit_digest() -> str:
    """Of the kit's own code, as far as verdicts can depend on it."""
    package = Path(__file__).resolve().parent
    paths = sorted(path for path in package.rglob("*.py") if path.relative_to(package).parts[0] not in _NO_VERDICT_IN)
    return _digest(part for path in paths for part in (str(path.relative_to(package)).encode(), path.read_bytes()))


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"{len(part)}\0".encode() + part)
    return digest.hexdigest()
