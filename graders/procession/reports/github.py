"""GitHub Actions: a summary in Markdown, annotations at the lines of the work, and text that runs no command.

Commands of a workflow are lines of its log that begin with `::`. What comes from a submission stands only
where it is escaped, or between `stop-commands` and a token that nobody can guess.
"""

import secrets
from collections.abc import Callable, Iterable, Sequence

from procession.escaping import clean, log_text, markdown, one_line, shorten
from procession.reports.common import OUR_FAULT, by_student, mark, reached, spot, worst
from procession.reports.markdown import feedback
from procession.reports.view import View
from procession.results import CheckResult, ExerciseResult

MOST_BYTES = 1 << 20
"""Of a step's summary; a longer one is not shown at all."""
MOST_ANNOTATIONS = 10
"""Of each level and step; GitHub shows no more."""
_MOST_MESSAGE = 2000


def summary(found: Sequence[ExerciseResult], view: View) -> str:
    """A table of the exercises, and each student's feedback."""
    lines = ["| exercise | | |", "| --- | --- | --- |"]
    for result in found:
        lines.append(f"| {markdown(result.exercise)} | {reached([result])} | {_in_words(result, view)} |")
    lines += [f"| **total** | **{reached(found)}** | |", ""]
    pages = [feedback(student or "you", list(mine.values()), view) for student, mine in by_student(found).items()]
    whole = "\n".join([*lines, *pages])
    if len(whole.encode()) > MOST_BYTES:
        whole = "\n".join([*lines, "The feedback is too long to be shown here: see the files of this run.", ""])
    return whole


def _in_words(result: ExerciseResult, view: View) -> str:
    if result.had_error:
        return "the grader itself failed"
    shown = worst(result) if not view.hidden(result) else "passed" if result.score >= result.max_score else ""
    return shown if shown else "not yet"


def annotations(found: Sequence[ExerciseResult], view: View, where: Callable[[str, str], str]) -> list[str]:
    """Commands that mark the lines which the evidence names; `where` gives a file's path in the repository."""
    errors, warnings = [], []
    for result in found:
        for check in view.visible(result):
            if check.verdict == "grader error":
                title = f"{one_line(result.exercise)}: grader error"
                warnings.append(f"::warning title={_property(title)}::{_data(f'{check.title}: {OUR_FAULT}')}")
            elif check.verdict != "passed":
                errors.append(_error(result, check, where))
    return errors[:MOST_ANNOTATIONS] + warnings[:MOST_ANNOTATIONS]


def _error(result: ExerciseResult, check: CheckResult, where: Callable[[str, str], str]) -> str:
    file, line = spot(check) or (f"{result.exercise}.py", 1)
    seen = check.evidence.seen if check.evidence else ""
    title = f"{mark(check)} {one_line(result.exercise)}: {one_line(check.title)}"
    place = f"file={_property(where(result.exercise, file))},line={line},title={_property(title)}"
    return f"::error {place}::{_data(shorten(f'{check.verdict}: {seen}', _MOST_MESSAGE))}"


def _data(text: str) -> str:
    return clean(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def without_commands(lines: Iterable[str]) -> str:
    """Text for the log, in which nothing is a command."""
    token = secrets.token_hex(20)
    text = log_text("\n".join(lines))
    return f"::stop-commands::{token}\n{text}\n::{token}::\n"
