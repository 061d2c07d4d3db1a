"""The diagram as one still picture: an SVG that stands by itself, or within the page of a report.

It is drawn by the judge from the run that failed, so that no run has to be made again for it. What came
from the submission is escaped by the template; a screen reader is told the same steps in words.
"""

import html
import re
from functools import cache
from pathlib import Path

from procession.language import ENGLISH, Language
from procession.picture import layout, rows
from procession.picture.diagram import Diagram
from procession.picture.layout import View

MOST_ROWS = 48
"""More is not looked at in a report; the rest is put together."""
_TEXT = re.compile(r"(<text(?: [^<>]*)?>)([^<>]*[^<>\s][^<>]*)")
_HEAD, _NUMBERS, _MORE = 26, 46, 90  # height of the names; width of the numbers, and for the bold lines at the end


@cache
def style() -> str:
    """The style of all figures: a page that holds some has it once."""
    return (Path(__file__).parent / "figure.css").read_text(encoding="utf-8").strip()


def render(diagram: Diagram, name: str) -> str:
    """The picture as text; `name`, of letters, digits, `-` and `_`, tells it from others on the same page."""
    from procession.picture.page import environment

    view = View(diagram, rows.at_most(rows.fold(diagram), MOST_ROWS))
    template = environment().get_template("figure.svg.j2")
    ids = {"id": name, "tip": f"{name}-tip"}
    width = view.width + _NUMBERS + _MORE
    return template.render(
        ids, diagram=diagram, view=view, width=width, head=_HEAD, style=style(), short=layout.short, tell=str
    )


def within_page(svg: str, language: Language = ENGLISH) -> str:
    """A picture for a page that has the style already; its words are told in the language of the page."""
    svg = svg.replace(f"<style>{style()}</style>\n", "", 1)
    return _TEXT.sub(lambda found: found[1] + _told(found[2], language), svg) if language.catalogue else svg


def _told(text: str, language: Language) -> str:
    words = text.strip()
    return text.replace(words, html.escape(language.told(html.unescape(words)), quote=False))
