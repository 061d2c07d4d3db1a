"""The still picture: an image by itself and within a page, that says in words what it shows."""

import xml.etree.ElementTree as ET
from pathlib import Path

from procession.engine.observation import Observation
from procession.picture import album, figure
from procession.picture.diagram import Diagram

SVG = "{http://www.w3.org/2000/svg}"


def test_it_is_an_image_with_words(deadlock: Diagram) -> None:
    """Well-formed, with a title, every row told, and where it broke."""
    root = ET.fromstring(figure.render(deadlock, "one"))
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    title, words = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert words is not None
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (title.get("id"), words.get("id"))
    assert "a deadlock" in str(title.text)
    assert "end: " in str(words.text)
    assert "main starts <b>other</b>" in str(words.text)
    assert not root.findall(f".//{SVG}b")
    assert root.findall(f".//{SVG}path[@class='cross']")


def test_two_on_a_page_do_not_meet(deadlock: Diagram) -> None:
    """Ids differ, and the page has the style once."""
    first, second = (ET.fromstring(figure.within_page(figure.render(deadlock, name))) for name in ("one", "two"))
    ids = [{one.get("id") for one in root.iter() if one.get("id")} for root in (first, second)]
    assert ids[0]
    assert not ids[0] & ids[1]
    assert not first.findall(f".//{SVG}style")


def test_an_album_has_each_run_once(observed: object, tmp_path: Path) -> None:
    """The first check that fails by it; not more than there is room for; an old one goes."""
    assert callable(observed)
    runs: list[Observation] = [observed([("main", "call", "main", "")]) for _ in range(album.MOST + 1)]
    mine = album.Album(tmp_path)
    mine.add("work", "first", runs[0], tmp_path, "broken")
    mine.add("work", "second", runs[0], tmp_path, "broken")
    for number, seen in enumerate(runs):
        mine.add("work", f"more{number}", seen, tmp_path, "broken")
    mine.add("work2", "first", runs[0], tmp_path, "broken")
    names = sorted(path.name for path in tmp_path.glob("*.svg"))
    assert names == ["work-first.svg", *(f"work-more{n}.svg" for n in range(1, album.MOST)), "work2-first.svg"]
    album.clear(tmp_path, "work")
    assert [path.name for path in tmp_path.glob("*.svg")] == ["work2-first.svg"]


def test_what_cannot_be_drawn_is_left_out(tmp_path: Path) -> None:
    """A picture is no part of a verdict."""
    album.Album(tmp_path).add("work", "first", object(), tmp_path, "broken")  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())
