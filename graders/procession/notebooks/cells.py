"""What the cells of a student's notebook call: the public checks, with what `procession check` says of them.

Everything heavy is imported when a cell runs. Checks run in processes of their own, which end with the
cell: when the kernel is interrupted, and when it dies.
"""

import ast
import contextlib
import io
import os
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from procession.catalog import Exercise
    from procession.judge import Bench
    from procession.language import Language
    from procession.results import CheckResult, ExerciseResult

_COLUMNS = 90
_PRE = '<pre style="white-space: pre; overflow-x: auto; line-height: 1.3">{code}</pre>'
_PICTURE = """
<details open><summary style="cursor: pointer">{title}</summary>
<iframe sandbox="allow-scripts" title="{title}" srcdoc="{page}"
 style="width: 100%; height: 40rem; border: 1px solid #8888; background: white"></iframe></details>"""


@dataclass(frozen=True)
class Feedback:
    """What Jupyter shows below a cell: text as in the terminal; as HTML in colours, with the picture."""

    text: str
    html: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html


class NotYet(Exception):
    """A public check has failed. Shown as one line, without a traceback of the kit's own code."""

    def _render_traceback_(self) -> list[str]:
        return [f"NotYet: {self}"]


class Stopped(KeyboardInterrupt):
    """The kernel was interrupted. Shown as one line; Jupyter does not go on with the cells below."""

    def _render_traceback_(self) -> list[str]:
        return [f"{self}"]


@contextlib.contextmanager
def _stoppable(session: "_Session") -> "Iterator[Bench]":
    """A bench for the public checks, which ends with the cell."""
    try:
        with session.bench() as bench:
            yield bench
    except KeyboardInterrupt:
        raise Stopped(session.screen.language.say("interrupted; nothing of it is running any more")) from None


def check(slug: str) -> Feedback:
    """Run the public checks of an exercise on the file that the cell with the program has written."""
    from procession.student.checking import check as judge
    from procession.student.course import find_course

    session = _Session(slug)
    if not session.work.path.is_file():
        return _said(session.run_first)
    with _stoppable(session) as bench:
        result = judge(session.work, find_course(Path.cwd()), bench)
        drawn, page = session.drawn(result)
    session.screen.result(result, drawn)
    return session.feedback(page)


def graded(slug: str, name: str) -> None:
    """Print what can be said here of a check that counts: of the public check of the same name, if there is one.

    `nbgrader validate` runs this too: NotYet is raised if that check fails. Nothing is returned, since
    nbgrader takes the value of a grade cell for points.
    """
    session = _Session(slug)
    say = session.screen.language.say
    if name not in public_names(session.work.exercise.public_checks):
        print(say("Your instructor's own check decides; there is no public one of this name to run here."))
        return
    if not session.work.path.is_file():
        raise NotYet(session.run_first)
    with _stoppable(session) as bench:
        [result] = bench.judge([session.work.exercise], session.work.path, "", only=[name])
    for found in result.checks:
        if found.verdict != "passed":
            raise NotYet(_one_line(found, session.screen.language))
    print(say("The public check of this name passes. Your instructor's own check decides."))


def public_names(path: Path) -> list[str]:
    """The names of the checks in a file, without running it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node.name.removeprefix("test_") for node in tree.body if isinstance(node, ast.FunctionDef)]


class _Session:
    """One cell's run: what is checked, in which mode, and the screen that it is told on."""

    def __init__(self, slug: str) -> None:
        from rich.console import Console

        from procession.catalog import find_kit
        from procession.engine.modes import resolve_mode
        from procession.language import language_code, load_language
        from procession.student.checking import Work
        from procession.student.screen import Screen

        exercise: Exercise = find_kit(Path.cwd()).exercise(slug)
        language = load_language(language_code(os.environ.get("PROCESSION_LANG", "auto")), [exercise.folder])
        console = Console(file=io.StringIO(), record=True, width=_COLUMNS, force_jupyter=False, highlight=False)
        self.mode = resolve_mode("auto")
        self.work: Work = Work(exercise, Path(f"{exercise.module}.py").resolve(), in_course=False)
        self.screen: Screen = Screen(console, language)

    @property
    def run_first(self) -> str:
        """What to say when the file is not there."""
        name = self.work.path.name
        text = "{file} is not there yet: first run the cell that begins with `{line}`."
        return self.screen.language.say(text, file=name, line=f"%%writefile {name}")

    def bench(self) -> "Bench":
        """A bench for the public checks."""
        from procession.judge import Bench
        from procession.student.checking import terms

        return Bench(terms(self.mode, "auto"))

    def drawn(self, result: "ExerciseResult") -> tuple[str, str]:
        """The diagram of the first failure, as text and as a page; "" where there is none."""
        from procession import replay
        from procession.picture import page, text

        failed = next((check for check in result.checks if check.verdict != "passed"), None)
        if failed is None or failed.schedule is None or self.mode != "controlled" or failed.verdict == "timed out":
            return "", ""
        exercise, path, language = self.work.exercise, self.work.path, self.screen.language
        seen, diverged = replay.replay(exercise, path, failed.schedule, self.mode, "auto")
        if diverged is not None:
            return "", ""
        title = f"{exercise.slug}: {language.told(failed.title)} [{language.say(failed.verdict)}]"
        picture = replay.picture(seen, path, exercise, title, failed.evidence.seen if failed.evidence else "")
        sketch = text.sketch(picture, text.UNICODE, _COLUMNS - 4, language.told)
        fits = sketch.count("\n") <= self.screen.room_for_diagram(result)
        return sketch if fits else "", page.render(picture, language.told, language.tag)

    def feedback(self, page: str) -> Feedback:
        """What was told on the screen, with the picture."""
        console = self.screen.console
        text = console.export_text(clear=False).rstrip()
        html = console.export_html(inline_styles=True, code_format=_PRE)
        if page:
            title = escape(self.screen.language.say("the picture"))
            html += _PICTURE.format(title=title, page=escape(page, quote=True))
        return Feedback(text, html)


def _one_line(found: "CheckResult", language: "Language") -> str:
    from procession.escaping import clean

    seen = language.told(found.evidence.seen.split("\n")[0]) if found.evidence else ""
    text = "the public check `{name}` says {verdict}: {why}. Run the cell with the checks to see all."
    return clean(language.say(text, name=found.id, verdict=language.say(found.verdict), why=seen))


def _said(text: str) -> Feedback:
    return Feedback(text, f"<pre>{escape(text)}</pre>")
