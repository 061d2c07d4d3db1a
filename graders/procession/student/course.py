"""A student's working folder, and how far each exercise in it is.

Nothing is remembered that could go stale: an exercise is untouched while its program is as it was
given out, and a result counts only as long as the files are the ones that were checked.

    COURSE/SLUG/SLUG.py, README.md, test_SLUG.py     what the student sees
    COURSE/.procession/course.toml                   marks the folder
    COURSE/.procession/given/SLUG.py                 programs as they were given out
    COURSE/.procession/results/SLUG.json             the last check of each
    COURSE/.procession/hints/SLUG                    how many hints have been given
    COURSE/.procession/copies/                       what `reset` has put away
    COURSE/.procession/kit/                          a kit that did not come with the package
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn

from procession.catalog import MARK, Exercise, Kit, course_kit, find_kit
from procession.engine.errors import SubmissionError

if TYPE_CHECKING:
    from procession.results import ExerciseResult

RECORDS = MARK.parent
Standing = Literal["missing", "untouched", "changed", "failing", "passed"]


@dataclass(frozen=True)
class Course:
    """Where a student works: the folders of the exercises, what they were, and what was found."""

    root: Path
    """Has a folder for each exercise."""
    kit: Kit
    """Where the exercises come from."""
    records: Path
    made: bool = True
    """Whether it is a folder that `procession start` has made, not a kit."""

    foreign: bool = False
    """Whether these are the exercises that came with the package, which nobody works on."""

    def must_be_made(self) -> None:
        """SubmissionError unless it is a folder to work in."""
        if not self.made:
            self._complain()

    def must_be_own(self) -> None:
        """SubmissionError if nobody's work is here: whoever forgets `cd` is not told about the untouched programs."""
        if self.foreign:
            self._complain()

    def _complain(self) -> NoReturn:
        below = next(iter(sorted(Path.cwd().glob(f"*/{MARK.as_posix()}"))), None)
        if below is not None:
            raise SubmissionError(f"this is not the working folder: `cd {below.parts[-3]}` goes there")
        raise SubmissionError("this is no working folder: `procession start` makes one")

    def slugs(self) -> list[str]:
        """The exercises that are here, in the order of the course."""
        return [slug for slug in self.kit.slugs() if (self.root / slug).is_dir()]

    def exercise(self, slug: str) -> Exercise:
        """One exercise that is here; SubmissionError when it is not."""
        exercise = self.kit.exercise(slug)
        if not self.folder(slug).is_dir():
            raise SubmissionError(f"{slug} is not in {self.root} yet: `procession start {slug}` puts it there")
        return exercise

    def folder(self, slug: str) -> Path:
        """The folder of an exercise."""
        return self.root / slug

    def program(self, slug: str) -> Path:
        """The file that is handed in."""
        return self.folder(slug) / f"{slug}.py"

    def given(self, slug: str) -> Path:
        """The program as it was given out."""
        kept = self.records / "given" / f"{slug}.py"
        return kept if kept.exists() else self.kit.exercise(slug).stub

    def standing(self, slug: str) -> Standing:
        """How far an exercise is, from its files."""
        program = self.program(slug)
        if not program.is_file():
            return "missing"
        verdicts = self._verdicts(slug)
        if verdicts:
            return "passed" if verdicts == {"passed"} else "failing"
        return "untouched" if self.untouched(slug) else "changed"

    def untouched(self, slug: str) -> bool:
        """Whether the program is still as it was given out."""
        try:
            return self.made and self.program(slug).read_bytes() == self.given(slug).read_bytes()
        except OSError:
            return False

    def result(self, slug: str) -> "ExerciseResult | None":
        """The last check's result, if it was of the files as they are now."""
        from procession import results

        if not self._verdicts(slug):
            return None
        return results.load(self._record(slug).read_bytes()).submissions[0]

    def _record(self, slug: str) -> Path:
        return self.records / "results" / f"{slug}.json"

    def _verdicts(self, slug: str) -> set[str]:
        """The verdicts of the last check, if it was of the files as they are now.

        Reads no more of the record than that: a list of the course asks for each exercise.
        """
        record = self._record(slug)
        if not record.exists():
            return set()
        import json

        from procession.intake import read_submission

        try:
            [result] = json.loads(record.read_bytes())["submissions"]
            if read_submission(self.folder(slug), slug).digest != result["digest"]:
                return set()
            return {check["verdict"] for check in result["checks"]}
        except (OSError, ValueError, KeyError, TypeError, SubmissionError):
            return set()

    def hints_given(self, slug: str) -> int:
        """How many hints have been given."""
        try:
            return int((self.records / "hints" / slug).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return 0

    def count_hints(self, slug: str, number: int) -> None:
        """Take note of how many hints have been given."""
        write(self.records / "hints" / slug, str(number).encode())

    def next_up(self, standings: Mapping[str, Standing] | None = None) -> str | None:
        """The exercise to go on with: the first that was begun and is not passed, else the first untouched.

        Whoever knows already how far each is can give that: it takes reading files.
        """
        if standings is None:
            standings = {slug: self.standing(slug) for slug in self.slugs()}
        for wanted in (("changed", "failing"), ("untouched",)):
            for slug, standing in standings.items():
                if standing in wanted:
                    return slug
        return None


def find_course(start: Path, kit: Path | None = None) -> Course:
    """The working folder at `start` or upwards of it; without one, the kit there as it is.

    Without one of those either, the installed package's own exercises, which can be looked at.
    """
    if kit is None:
        for folder in (start.resolve(), *start.resolve().parents):
            if (folder / MARK).is_file():
                return course_at(folder)
    found = find_kit(start, kit)
    foreign = kit is None and found.root not in (start.resolve(), *start.resolve().parents)
    return Course(found.exercises, found, found.root / RECORDS, made=False, foreign=foreign)


def course_at(folder: Path) -> Course:
    """The working folder that `folder` is."""
    return Course(folder, course_kit(folder), folder / RECORDS)


def write(path: Path, data: bytes) -> None:
    """Write a file in one step, with its folder: a reader never sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    os.replace(part, path)
