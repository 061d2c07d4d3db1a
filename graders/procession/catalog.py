"""The kit and what is in it: exercises and their manifests."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from procession.engine.errors import SubmissionError

if TYPE_CHECKING:
    from procession.manifest import Manifest


class Heading(NamedTuple):
    """What a list shows of an exercise: a part of the manifest."""

    order: int
    chapter: str
    title: str
    title_zh: str
    difficulty: str
    minutes: int


def _plain_values(text: str) -> dict[str, Any]:
    """The values at the beginning of a TOML file, up to the first that is no plain number or text on one line.

    A list of the course needs six of them from each of many files: a parser for all of TOML, which has to
    be loaded and then reads the hints in two languages too, takes a fifth of the whole command's time.
    """
    found: dict[str, Any] = {}
    for line in text.splitlines():
        name, _, value = line.partition(" = ")
        inner = value[1:-1]
        if value.isascii() and value.isdigit():
            found[name] = int(value)
        elif value == f'"{inner}"' and '"' not in inner and "\\" not in inner:
            found[name] = inner
        else:
            break
    return found


@dataclass(frozen=True)
class Exercise:
    """One task of the kit."""

    slug: str
    kit: "Kit"

    @cached_property
    def manifest(self) -> "Manifest":
        """The parsed exercise.toml; ExerciseError when it is missing or wrong."""
        from procession.manifest import read_manifest

        return read_manifest(self.folder / "exercise.toml")

    @cached_property
    def heading(self) -> Heading:
        """The part of the manifest that a list needs, in a fraction of the time. Raises as `manifest` does."""
        names = Heading._fields
        try:
            found = _plain_values((self.folder / "exercise.toml").read_text(encoding="utf-8"))
            return Heading(**{name: found[name] for name in names})
        except (OSError, ValueError, KeyError):
            manifest = self.manifest  # reads what is written in another way, or says what is wrong
            return Heading(**{name: getattr(manifest, name) for name in names})

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
    def told_in(self) -> tuple[Path, Path]:
        """The folders with catalogues of what its checks say, public and hidden, in other languages."""
        return self.folder, self.hidden_checks.parent

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


MARK = Path(".procession", "course.toml")
"""Marks a student's working folder."""


def exercise_at(folder: Path) -> "Exercise":
    """The exercise whose folder this is: in a kit, or in a student's working folder.

    In a working folder the program beside the checks is the student's; the exercise it belongs to, and
    what was given out, come from the kit. SubmissionError when there is no such exercise.
    """
    if (folder.parent / MARK).is_file():
        return course_kit(folder.parent).exercise(folder.name)
    return Kit(folder.parent.parent).exercise(folder.name)


def course_kit(course: Path) -> "Kit":
    """Where the exercises of a student's working folder come from."""
    own = course / MARK.parent / "kit"
    return Kit(own) if (own / "exercises").is_dir() else packaged_kit()


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

    @cached_property
    def _every(self) -> dict[str, Exercise]:
        """The exercises by name, in the order of the course."""
        found = [Exercise(path.parent.name, self) for path in self.exercises.glob("*/exercise.toml")]
        return {one.slug: one for one in sorted(found, key=lambda one: (one.heading.order, one.slug))}

    def slugs(self) -> list[str]:
        """The exercises in the order of the course."""
        return list(self._every)

    @property
    def told_in(self) -> Iterator[Path]:
        """The same folders of all exercises; nothing is looked for before one is asked for."""
        for exercise in self._every.values():
            yield from exercise.told_in

    def exercise(self, slug: str) -> Exercise:
        """One exercise; SubmissionError when there is none of that name."""
        if slug in self._every:
            return self._every[slug]
        raise SubmissionError(f"there is no exercise called {slug!r}; there are: {', '.join(self._every)}")


def find_kit(start: Path, explicit: Path | None = None) -> Kit:
    """The kit to use: `explicit`, else the nearest folder upwards of `start` with exercises and graders.

    Without one, the exercises that came with the package. SubmissionError when an explicit folder is no kit.
    """
    if explicit is not None:
        if not (explicit / "exercises").is_dir():
            raise SubmissionError(f"{explicit} is no kit: it has no folder `exercises`")
        return Kit(explicit.resolve())
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "exercises").is_dir() and (folder / "graders").is_dir():
            return Kit(folder)
    return packaged_kit()


def packaged_kit() -> Kit:
    """The exercises that came with the installed package, or of the checkout that it is run from."""
    here = Path(__file__).resolve().parent
    for folder in (here / "course", here.parents[1]):
        if (folder / "exercises").is_dir():
            return Kit(folder)
    raise SubmissionError("no kit here: give its folder with --kit DIR")
