"""Pages for a browser: a student's feedback, and the class.

They need no network and no script; the template escapes everything, and the page's own policy forbids
whatever might get past it.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from procession.escaping import clean, one_line
from procession.language import ENGLISH, Language
from procession.picture import figure
from procession.reports import common
from procession.reports.causes import Tally, hardest
from procession.reports.statistics import figures
from procession.reports.view import View, said_of_hidden
from procession.results import ExerciseResult

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

MOST_HARD = 15
MOST_CAUSES = 5


@cache
def _environment() -> "Environment":
    import jinja2

    loader = jinja2.FileSystemLoader(Path(__file__).parent / "templates")
    made = jinja2.Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    made.filters |= {"clean": clean, "line": one_line, "points": common.number}
    return made


def _page(template: str, language: Language = ENGLISH, **values: object) -> str:
    style = _environment().get_template("page.css").render() + "\n" + figure.style()
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    found = _environment().get_template(template)
    return found.render(
        style=style, style_hash=f"'sha256-{digest}'", common=common, say=language.say, lang=language.tag, **values
    )


def student_page(
    student: str,
    found: Sequence[ExerciseResult],
    view: View | None = None,
    pictures: Mapping[tuple[str, str], str] | None = None,
) -> str:
    """A student's feedback; `pictures` are SVGs of `procession.picture.album`, by exercise and check."""
    view = view or View()
    svgs = {key: figure.within_page(svg, view.language) for key, svg in (pictures or {}).items()}
    return _page(
        "student.html.j2",
        view.language,
        student=student,
        heading=_heading(student, view.language),
        found=found,
        final=not any(one.had_error for one in found),
        view=view,
        hidden={one.exercise: said_of_hidden(view.hidden(one), view.language) for one in found},
        reached=lambda some: common.reached(some, view.language),
        pictures=svgs,
    )


def _heading(student: str, language: Language) -> "Markup":
    """Whose feedback it is; a name of any direction stays apart from the words around it."""
    from markupsafe import Markup

    name = Markup("<bdi>{}</bdi>").format(one_line(student))
    return Markup(language.say("Feedback for {student}")).format(student=name)


def class_page(found: Iterable[ExerciseResult], title: str = "The class") -> str:
    """The class, for the instructor: distribution, hardest checks, commonest mistakes, every student.

    Goes through the results once and keeps of each only what the page shows.
    """
    tally, slim = Tally(), []
    for result in found:
        tally.add(result)
        slim.append(common.without_evidence(result))
    mistakes = tally.mistakes()
    return _page(
        "class.html.j2",
        title=title,
        figures=figures(slim),
        hard=hardest(mistakes)[:MOST_HARD],
        groups=mistakes,
        most_causes=MOST_CAUSES,
        grouped=common.by_student(slim),
        slugs=common.exercises_of(slim),
        address=_address,
    )


def _address(student: str) -> str:
    """Where a student's page is, beside the page of the class."""
    return f"./{quote(student.encode('utf-8', 'backslashreplace'), safe='')}/feedback.html"
