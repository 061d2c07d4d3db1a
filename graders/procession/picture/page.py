"""The diagram as one HTML page: an SVG, the step under the cursor in words, its source line, a table of the same.

Needs no network. Told apart by shape and dash as well as by colour; every step can be reached with
the keyboard or a finger; a screen reader reads the table, and hears each step that is gone to. What
came from the submission is escaped by the template, and no script but the page's own may run.
"""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from procession.picture import layout, rows
from procession.picture.details import details
from procession.picture.diagram import Diagram, Place
from procession.picture.layout import View

if TYPE_CHECKING:
    from jinja2 import Environment

MOST_ROWS = 2000
"""Of a longer run the middle is left out: a browser should not have to draw more."""
_FOLD = 40
"""Steps from which on those that tell nothing are put together, until the reader wants to see all."""
_MOST_INNER = 12  # steps of those that are put together which are told one by one
_OPEN_TABLE = 120  # rows up to which the table is open at once


@dataclass(frozen=True)
class _Choice:
    """One way to show the run, among which the reader chooses."""

    id: str
    title: str
    view: View


@cache
def environment() -> "Environment":
    """Where the templates of pictures are; all of them escape."""
    import jinja2  # here, since most who can draw a page never do

    loader = jinja2.FileSystemLoader(Path(__file__).parent)
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)


def render(diagram: Diagram, tell: Callable[[str], str] = str, lang: str = "en") -> str:
    """The whole page as text; `tell` says what it is told in the reader's language, whose code is `lang`."""
    diagram = diagram.told(tell)
    templates = environment()
    style = templates.get_template("page.css").render(lane=layout.lane_width(diagram), lanes=len(diagram.lanes))
    script = templates.get_template("page.js").render()
    choices = _choices(diagram)
    lines = rows.at_most(rows.every(diagram), MOST_ROWS)
    return templates.get_template("page.html.j2").render(
        diagram=diagram,
        choices=choices,
        lines=lines,
        said=[list(map(tell, lines)) for lines in details(diagram)],
        places=_places(diagram),
        items=_items(diagram, choices, tell),
        tell=tell,
        lang=lang,
        open_table=len(lines) <= _OPEN_TABLE,
        numbers={source.name: number for number, source in enumerate(diagram.sources)},
        style=style,
        script=script,
        hash_of=_hash,
    )


def _choices(diagram: Diagram) -> list[_Choice]:
    every = rows.every(diagram)
    shown = rows.at_most(every, MOST_ROWS)
    title = f"every step ({len(every)})"
    if len(shown) < len(every):
        title = f"the first and the last of {len(every)} steps ({len(shown)} rows)"
    found = [_Choice("all", title, View(diagram, shown))]
    folded = rows.at_most(rows.fold(diagram), MOST_ROWS)
    if len(every) > _FOLD and len(folded) < len(shown):
        found.insert(0, _Choice("telling", f"what passes between them ({len(folded)} rows)", View(diagram, folded)))
    return found


def _places(diagram: Diagram) -> list[tuple[str, Place]]:
    """Where it broke, with the keys of the rows that show it."""
    ends = [place for place in diagram.places if place.step is None]
    found = [(str(place.step), place) for place in diagram.places if place.step is not None]
    return found + [(f"end{number}", place) for number, place in enumerate(ends)]


def _items(diagram: Diagram, choices: list[_Choice], tell: Callable[[str], str]) -> dict[str, Any]:
    """What the script shows of each row: head, words, file, line, details; by the row's key."""
    said = [list(map(tell, lines)) for lines in details(diagram)]
    found: dict[str, Any] = {}
    for choice in choices:
        for line in choice.view.lines:
            if line.mark is not None:
                mark = line.mark
                head = tell(f"step {mark.step} of {diagram.length - 1}")
                words = f"{diagram.label(mark.lane)} {mark.words}"
                found[line.key] = [head, words, mark.file, mark.line, said[mark.step]]
            elif line.folded:
                first, last = map(int, line.key.split("-"))
                inner = diagram.marks[first : min(last, first + _MOST_INNER - 1) + 1]
                more = [f"{mark.step}: {diagram.label(mark.lane)} {mark.words}" for mark in inner]
                more += ["…"] if last >= first + _MOST_INNER else []
                head, words = tell(f"steps {first} to {last}"), tell(f"{last - first + 1} steps")
                found[line.key] = [head, words, "", 0, more]
        for number, place in enumerate(choice.view.ends):
            head = tell(f"the end, after {diagram.length} steps")
            found[f"end{number}"] = [head, place.words, place.file, place.line, []]
    return found


def _hash(text: str) -> str:
    """How a Content-Security-Policy names a script or style that may be used."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"
