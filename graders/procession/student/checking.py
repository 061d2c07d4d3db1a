"""Running the public checks on a student's work, and keeping what they found."""

import os
from dataclasses import dataclass
from pathlib import Path

import msgspec

from procession import __version__
from procession.beginners import not_utf8, renamed, runs_at_import
from procession.catalog import Exercise
from procession.engine.errors import SubmissionError
from procession.judge import Bench, Terms
from procession.language import Language
from procession.results import ExerciseResult, Results, dump
from procession.student.course import Course, write
from procession.words import source_lines


@dataclass(frozen=True)
class Work:
    """What is to be checked: the work on one exercise."""

    exercise: Exercise
    path: Path
    """A folder, or the one file."""
    in_course: bool
    """Whether it is the folder of a course, so that what is found is kept there."""


def changed(course: Course) -> list[Work]:
    """What has been changed since it was given out or checked."""
    course.must_be_own()
    slugs = [slug for slug in course.slugs() if not course.made or course.standing(slug) in ("changed", "missing")]
    return [Work(course.exercise(slug), course.folder(slug), course.made) for slug in slugs]


def named(words: tuple[str, ...], course: Course) -> list[Work]:
    """The work that each word means: an exercise, or a file or folder anywhere."""
    slugs = course.kit.slugs()
    found = []
    for word in words:
        path = Path(word)
        if word in slugs and not path.is_file():
            if not path.is_dir():
                course.must_be_own()
            found.append(Work(course.exercise(word), course.folder(word), course.made))
        elif path.exists():
            found += [_at(path, slug, course) for slug in _meant(path, word, slugs)]
        else:
            raise SubmissionError(f"{word}: neither an exercise nor a file; exercises: {', '.join(slugs)}")
    return found


def _meant(path: Path, word: str, slugs: list[str]) -> list[str]:
    name = path.stem if path.is_file() else path.resolve().name
    if name in slugs:
        return [name]
    inside = [slug for slug in slugs if path.is_dir() and _holds(path, slug)]
    if not inside:
        raise SubmissionError(f"{word}: its name is no exercise's; rename it to one of {', '.join(slugs)}")
    return inside


def _holds(folder: Path, slug: str) -> bool:
    return (folder / f"{slug}.py").exists() or (folder / slug / f"{slug}.py").exists()


def _at(path: Path, slug: str, course: Course) -> Work:
    folder = path.parent if path.is_file() else path
    own = course.made and folder.resolve() in (course.root, course.folder(slug).resolve())
    nested = path / slug if path.is_dir() and (path / slug).is_dir() else path
    return Work(course.kit.exercise(slug), course.folder(slug) if own else nested, own)


def check(work: Work, course: Course, bench: Bench) -> ExerciseResult:
    """Judge a work by the public checks; what is found is kept if it belongs to the course."""
    result = bench.judge([work.exercise], work.path, "")[0]
    folder = work.path if work.path.is_dir() else work.path.parent
    result = _remarked(result, folder, work.exercise.module)
    if work.in_course and not result.had_error:
        whole = Results(kit_version=__version__, source=str(work.path), complete=True, submissions=[result])
        write(course.records / "results" / f"{work.exercise.slug}.json", dump(whole))
    return result


def _remarked(result: ExerciseResult, folder: Path, module: str) -> ExerciseResult:
    """With what a beginner should know of the file itself."""
    program = folder / f"{module}.py"
    if not program.is_file():
        return _not_run(result, renamed(module, folder))
    if all(check.verdict == "not run" for check in result.checks):
        return result  # that says it all
    data = program.read_bytes() if os.access(program, os.R_OK) else b""
    remarks = (not_utf8(data), runs_at_import(source_lines(program.name, folder)))
    return msgspec.structs.replace(result, notes=[*result.notes, *filter(None, remarks)])


def _not_run(result: ExerciseResult, why: str) -> ExerciseResult:
    """With another reason why nothing could be run."""
    checks = [
        msgspec.structs.replace(check, evidence=msgspec.structs.replace(check.evidence, seen=why))
        if check.verdict == "not run" and check.evidence
        else check
        for check in result.checks
    ]
    return msgspec.structs.replace(result, checks=checks)


def terms(mode: str, box: str) -> Terms:
    """How public checks are run: a failing schedule is reduced to few switches, so that it can be understood."""
    return Terms(public=True, mode=mode, box=box, shrink=mode == "controlled")


def small_diagram(
    work: Work, result: ExerciseResult, mode: str, box: str, width: int, most: int, language: Language
) -> str:
    """A diagram of the first failure as text; "" when there is none, or none that takes at most `most` lines."""
    from procession import replay
    from procession.picture import text

    failed = next((check for check in result.checks if check.verdict != "passed"), None)
    if failed is None or failed.schedule is None or mode != "controlled" or failed.verdict == "timed out":
        return ""
    seen, diverged = replay.replay(work.exercise, work.path, failed.schedule, mode, box)
    if diverged is not None:
        return ""
    picture = replay.picture(seen, work.path, work.exercise, "", "")
    drawn = text.sketch(picture, text.UNICODE, width, language.told)
    return drawn if drawn.count("\n") <= most else ""
