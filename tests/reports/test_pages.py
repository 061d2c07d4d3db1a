"""Pages for people: what came from a submission is text in them and nothing else, and everybody can use them."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt
from procession.escaping import clean, one_line
from procession.language import Language
from procession.publishing.ci import seen
from procession.reports import feedback
from procession.reports.html import class_page, student_page
from procession.reports.view import View
from procession.results import ExerciseResult
from reports.made import FAILED, HOSTILE, LATER, MISSING, OURS, PASSED, SECRET, check, hostile, result

CLASS = [
    result(PASSED, FAILED),
    result(check(id="ends", seen="main returned [1, 2]"), student="bob"),
    result(MISSING, student="cleo"),
    result(PASSED, OURS, student="dan"),
]


class _Page(HTMLParser):
    """The tags of a page, with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.text += "" if tag in ("span", "bdi", "code") else " "
        self.tags.append((tag, {key: value or "" for key, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


def _pages(found: list[ExerciseResult]) -> list[str]:
    return [student_page(found[0].student, found), class_page(found)]


@pytest.mark.parametrize("text", HOSTILE)
def test_html_holds_it_as_text(text: str) -> None:
    """No element, attribute or address comes of it, and it is all there to be read."""
    tame = hostile("tame")
    for wild, plain in zip(_pages([hostile(text)]), _pages([tame]), strict=True):
        page = _Page(wild)
        assert [tag for tag, _ in page.tags] == [tag for tag, _ in _Page(plain).tags]
        assert not [key for _, attributes in page.tags for key in attributes if key.startswith("on") or key == "style"]
        assert all(one["href"].startswith(("#", "./")) for one in page.all("a"))
        shown = " ".join(page.text.split())
        assert any(" ".join(one_line(one).split()) in shown for one in (text, text.replace("/", "|")))
        assert clean(wild) == wild


def test_pages_load_nothing_and_run_nothing() -> None:
    """Their policy allows their own style only, named by its hash."""
    for text in _pages(CLASS):
        page = _Page(text)
        policy = next(one["content"] for one in page.all("meta") if one.get("http-equiv") == "Content-Security-Policy")
        assert policy.startswith("default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-")
        assert not {"script", "img", "iframe", "link", "object", "form"} & {tag for tag, _ in page.tags}
        assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")
        assert "https://" not in text


def test_pages_can_be_used_without_eyes_or_mouse() -> None:
    """A language, a title, one heading on top, headings in order, names for regions, links that lead somewhere."""
    for text in _pages(CLASS):
        page = _Page(text)
        assert page.all("html") == [{"lang": "en"}]
        assert "width=device-width" in text
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
        assert len(ids) == len(set(ids))
        assert {one["href"][1:] for one in page.all("a") if one["href"].startswith("#")} <= set(ids)
        for _, attributes in page.tags:
            if attributes.get("role") == "region":
                assert attributes["tabindex"] == "0"
                assert attributes.get("aria-label") or attributes["aria-labelledby"] in ids
        assert all("scope" in one for one in page.all("th"))
        assert "prefers-color-scheme: dark" in text
        assert "@media print" in text


def test_a_student_reads_what_happened() -> None:
    """Each part of the evidence under its name, and the verdict in words."""
    text = _Page(student_page("ada", [result(PASSED, FAILED), result(MISSING, exercise="other")])).text
    for part in ("2 of 4 points", "failed", "What was seen", "main never returned", "Think again."):
        assert part in text
    assert "Not run: work.py was not handed in" in text


def test_a_grader_error_is_never_the_students() -> None:
    """In words; nothing of our own trouble is shown; the class page asks for grading again."""
    page = _Page(student_page("ada", [result(PASSED, OURS)])).text
    assert "Not final." in page
    assert "not your fault and costs you nothing" in page
    assert "ZeroDivisionError" not in page + feedback("ada", [result(PASSED, OURS)])
    assert "1 not final." in _Page(class_page(CLASS)).text


def test_the_class_page_counts() -> None:
    """Distribution, hardest check, commonest cause; who could not be judged is in no mean."""
    text = " ".join(_Page(class_page(CLASS)).text.split())
    assert "4 students, 1 exercise; mean 17 % of the points, median 0 %" in text
    assert "It ends work 0 of 2" in text
    assert "1 failed main returned […]" in text
    assert "0 to 10 % 2" in text
    assert "50 to 60 % 1" in text


def test_names_lead_to_pages() -> None:
    """Whatever characters they have, no address leads out of the folder."""
    for name, address in (
        ("ada", "./ada/feedback.html"),
        ("javascript:alert(1)", "./javascript%3Aalert%281%29/feedback.html"),
        ("ünï code", "./%C3%BCn%C3%AF%20code/feedback.html"),
    ):
        assert address in [one["href"] for one in _Page(class_page([result(PASSED, student=name)])).all("a")]


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_holds_it_as_text(text: str) -> None:
    """Rendered with HTML, tables and bare addresses allowed, as platforms do: no tag that is not ours."""
    render = MarkdownIt("gfm-like", {"html": True, "linkify": True}).render
    wild, plain = (_Page(render(feedback(one.student, [one]))) for one in (hostile(text), hostile("tame")))
    assert [tag for tag, _ in wild.tags] == [tag for tag, _ in plain.tags]
    assert not wild.all("a")


def test_what_is_invisible_is_not_in_pages() -> None:
    """Title, evidence and verdict of such checks; their points are told in sum."""
    found = [result(PASSED, SECRET, LATER)]
    for text in (student_page("ada", found), feedback("ada", found)):
        assert "ecret" not in text
        assert "later" not in text.lower()
        assert "2 more checks count and are not shown here: 0 of 4 points" in text
    assert "A later title" in student_page("ada", found, View(after_due_date=True))


def test_pages_are_told_in_a_language_and_results_in_none() -> None:
    """What `procession ci` stores is as it was judged, whoever reads the pages."""
    view = View(language=Language("zh", {"Think again.": "再想想。", "It ends": "会结束"}))
    found = [result(PASSED, FAILED, SECRET)]
    assert "再想想。" in student_page("ada", found, view)
    assert "**会结束**" in feedback("ada", found, view)
    assert seen(found, view, hidden=False)[0].checks == [PASSED, FAILED]
