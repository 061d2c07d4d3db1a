"""The page: every step can be reached and is in the table, and nothing of a submission is markup."""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

from procession.engine.observation import Observation, Spot
from procession.picture import page
from procession.picture.diagram import Diagram
from procession.picture.draw import draw

Observed = Callable[..., Observation]
HOSTILE = "</script><script>alert(1)</script><b>&amp;\"'{{7*7}}<!--"


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text; that of scripts and styles apart."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.said = ""
        self.inner: dict[str, list[str]] = {"script": [], "style": []}
        self.open = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember an element."""
        self.elements.append((tag, dict(attrs)))
        self.open = tag
        if tag in self.inner:
            self.inner[tag].append("")

    def handle_data(self, data: str) -> None:
        """Remember text."""
        if self.open in self.inner:
            self.inner[self.open][-1] += data
        else:
            self.said += data

    def handle_endtag(self, tag: str) -> None:
        """Forget what is closed."""
        self.open = ""

    def of(self, kind: str) -> list[dict[str, str | None]]:
        """The elements with a class."""
        return [attributes for _, attributes in self.elements if kind in (attributes.get("class") or "").split()]

    def tags(self, name: str) -> list[dict[str, str | None]]:
        """The elements of a kind."""
        return [attributes for tag, attributes in self.elements if tag == name]

    @property
    def items(self) -> dict[str, list[object]]:
        """What the script shows of each row."""
        found: dict[str, list[object]] = json.loads(self.inner["script"][0])
        return found


def test_the_page_says_the_same_and_asks_no_network(deadlock: Diagram) -> None:
    """A row, a table row and words for each step; bars, crosses, waits and arrows; one stop for the tab key."""
    source = page.render(deadlock)
    found = Page(source)
    steps = [str(mark.step) for mark in deadlock.marks]
    assert [row["data-key"] for row in found.of("row")] == [*steps, "end0", "end1"]
    assert [row["tabindex"] for row in found.of("row")].count("0") == 1
    assert all(row["aria-label"] and row["role"] == "button" for row in found.of("row"))
    assert [row["id"] for row in found.tags("tr") if "id" in row] == [f"row-{step}" for step in steps]
    assert set(found.items) == {*steps, "end0", "end1"}
    assert len(found.of("held")) - 1 == len(deadlock.bars)  # one is in the legend
    assert len(found.of("blocked")) - 1 == sum(one.kind == "blocked" for one in deadlock.stretches)
    assert len(found.of("awaited")) == 2
    drawn = [one for one in found.of("arrow") if "marker-end" in one and "awaited" not in str(one["class"])]
    assert len(drawn) == len(deadlock.arrows)
    assert "main <never> returned" in found.said
    assert not [1 for _, attributes in found.elements for name in ("src", "action", "style") if attributes.get(name)]
    assert all(link["href"].startswith("#") for link in found.tags("a") if link["href"])
    assert "//" not in source.replace("// ", "")


def test_a_reader_without_a_picture_gets_all_of_it(deadlock: Diagram) -> None:
    """Caption and headers of the table, a live region, labelled parts, and what lasts, in words."""
    found = Page(page.render(deadlock))
    assert found.tags("caption")
    assert [one["scope"] for one in found.tags("th")].count("col") == 4
    assert [one["aria-live"] for _, one in found.elements if "aria-live" in one] == ["polite"]
    assert found.tags("html")[0]["lang"] == "en"
    for bar in deadlock.bars:
        assert f"holds {bar.lock} from here" in found.said
    for stretch in deadlock.stretches:
        if stretch.kind == "blocked":
            assert stretch.words in found.said
    for arrow in deadlock.arrows:
        assert f"in step {arrow.from_step}" in found.said


def test_each_step_leads_to_its_line(deadlock: Diagram) -> None:
    """The source is there, with a line for each that steps or waits name."""
    found = Page(page.render(deadlock))
    (listing,) = [one for one in found.tags("ol") if "data-file" in one]
    numbers = [one["data-n"] for one in found.tags("li") if "data-n" in one]
    assert listing["data-file"] == deadlock.sources[0].name
    assert numbers == [str(number + 1) for number in range(len(deadlock.sources[0].lines))]
    for mark in deadlock.marks:
        assert found.items[str(mark.step)][2:4] == [mark.file, mark.line]
    assert {found.items[f"end{number}"][3] for number in (0, 1)} == {place.line for place in deadlock.places}


def test_nothing_from_a_submission_is_markup(observed: Observed, tmp_path: Path) -> None:
    """Names, source, output, error messages and file names that try."""
    name = "bad<i>&.py"
    (tmp_path / name).write_text(f"x = '''{HOSTILE}'''\n", encoding="utf-8")
    seen = observed(
        [("main", "call", HOSTILE, None, Spot(name, 1, "f")), ("p1", "begin", "", None)],
        blocked=[("p1", "acquire", HOSTILE, 2, None)],
        children={"p1": {"begun": 0, "label": HOSTILE}},
        names={"main": HOSTILE, "p1": HOSTILE},
        ending="deadlocked",
        reason=HOSTILE,
    )
    source = page.render(draw(seen, tmp_path, HOSTILE, HOSTILE))
    found = Page(source)
    assert len(found.tags("script")) == 2
    assert not found.tags("b")
    assert not found.tags("i")
    assert "<!--" not in source.replace("<!DOCTYPE", "")
    assert "alert(1)" not in found.inner["script"][1]
    assert found.said.count(HOSTILE) > 5
    assert HOSTILE in str(found.items["0"][1])


def test_no_script_but_the_page_s_own_may_run(deadlock: Diagram) -> None:
    """The policy names the script and the style by their hashes, and allows nothing else."""
    found = Page(page.render(deadlock))
    (policy,) = [one["content"] or "" for one in found.tags("meta") if "http-equiv" in one]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")
    for text in (found.inner["script"][1], found.inner["style"][0]):
        assert f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in policy


def test_a_long_run_has_two_views(observed: Observed, tmp_path: Path) -> None:
    """What passes between processes first, every step on demand, and the same table for both."""
    steps = [("main", "start", "", None), *[("main", "poll", "pipe#1", None)] * 60, ("p1", "begin", "", None)]
    diagram = draw(observed(steps, children={"p1": {"begun": 1}}), tmp_path, "")
    found = Page(page.render(diagram))
    assert [one["id"] for one in found.of("choice")] == ["telling", "all"]
    assert [row["data-key"] for row in found.of("row")] == ["0", "1-59", "60", "61", *map(str, range(62))]
    assert sum("id" in row for row in found.tags("tr")) == 62
    assert set(found.items) == {"1-59", *map(str, range(62))}


def test_a_very_long_run_is_cut(observed: Observed, tmp_path: Path) -> None:
    """A browser need not draw twenty thousand steps; the page says what is left out."""
    diagram = draw(observed([("main", "print", "terminal", 1)] * 20_000), tmp_path, "")
    source = page.render(diagram)
    found = Page(source)
    assert len(found.of("row")) == page.MOST_ROWS
    assert re.search(r"steps \d+ to \d+ are left out here", found.said)
    assert len(source) < 3_000_000


def test_labels_stay_in_their_lane(deadlock: Diagram, passing: Diagram) -> None:
    """No two labels lie upon each other, and none on a mark."""
    from procession.picture import rows
    from procession.picture.layout import View

    for diagram in (deadlock, passing):
        view = View(diagram, rows.every(diagram))
        boxes = []
        for label in view.labels():
            width = 6 * len(label.said)
            left = label.x - (width if label.anchor == "end" else 0)
            boxes.append((left, label.y, left + width))
        for number, (left, y, right) in enumerate(boxes):
            for other_left, other_y, other_right in boxes[number + 1 :]:
                assert abs(y - other_y) >= 8 or right <= other_left or other_right <= left
            for line in view.lines:
                if line.mark and abs(line.y - y) < 8:
                    assert not left < view.x(line.mark.lane) < right
