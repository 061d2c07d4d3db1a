"""A student's last failure: found again, run again, drawn."""

from dataclasses import dataclass
from pathlib import Path

from procession import replay
from procession.catalog import Exercise
from procession.engine.errors import SubmissionError
from procession.engine.observation import Observation
from procession.language import Language
from procession.results import CheckResult, StoredSchedule
from procession.student.course import Course


@dataclass(frozen=True)
class Failure:
    """A check that failed, with the schedule in which it did."""

    exercise: Exercise
    folder: Path
    check: CheckResult
    schedule: StoredSchedule

    def title(self, language: Language) -> str:
        """What failed, in a line."""
        return f"{self.exercise.slug}: {language.told(self.check.title)} [{language.say(self.check.verdict)}]"


def last_failure(course: Course, slug: str, check_id: str = "") -> Failure:
    """The first failure that the last check of an exercise has found (or that of the check named).

    SubmissionError when there is none, or when the files have changed since.
    """
    exercise = course.exercise(slug)
    result = course.result(slug)
    if result is None:
        raise SubmissionError(f"{slug} has not been checked as it is now: `procession check {slug}` does that")
    for check in result.checks:
        if check.schedule is not None and check_id in ("", check.id) and check.verdict != "passed":
            return Failure(exercise, course.folder(slug), check, check.schedule)
    if check_id:
        raise SubmissionError(f"{slug} has no failing schedule of a check called {check_id!r}")
    passed = all(check.verdict == "passed" for check in result.checks)
    raise SubmissionError(
        f"{slug} has passed: there is no failure to look at" if passed else f"{slug} failed before anything ran"
    )


def rerun(failure: Failure, mode: str, box: str) -> tuple[Observation, int | None]:
    """Run the schedule of a failure again; with it the step at which the program did something else, if it did."""
    return replay.replay(failure.exercise, failure.folder, failure.schedule, mode, box)


def write_picture(course: Course, failure: Failure, mode: str, box: str, language: Language) -> Path:
    """Draw the failing schedule as a page for a browser; return its path."""
    seen, _ = rerun(failure, mode, box)
    broken = failure.check.evidence.seen if failure.check.evidence else ""
    picture = replay.picture(seen, failure.folder, failure.exercise, failure.title(language), broken)
    path = course.records / "pictures" / f"{failure.exercise.slug}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    replay.write_pictures(picture, path, None, language)
    return path
