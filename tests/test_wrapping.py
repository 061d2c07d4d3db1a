"""Lines that fit: English at spaces, Chinese anywhere but before a closing sign or after an opening one."""

import pytest
from procession.wrapping import fit_markdown, wrap
from rich.cells import cell_len

TEXTS = [
    "plain words of English that go on for a while, and then for a while more",
    "- consumer-1 在 `inbox.get()` 处等待（hung_consumer.py:20）：没有东西在路上；能往里放东西的进程，不是结束了，就是也卡住了",
    "main 一直没有返回：谁都不可能再继续了（已证明）",
    "x" * 100 + " 你好" * 30,
    "      36 | print(format_line(name, line))",
    "，。！？" * 30,
]


@pytest.mark.parametrize("width", [20, 41, 80])
@pytest.mark.parametrize("text", TEXTS)
def test_nothing_is_lost_and_all_fits(text: str, width: int) -> None:
    """Only spaces go where a line ends."""
    lines = wrap(text, width, "  ")
    assert max(map(cell_len, lines)) <= width
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(line.startswith("  ") for line in lines[1:])


@pytest.mark.parametrize("width", range(30, 80))
def test_punctuation_stays_with_its_words(width: int) -> None:
    """As in print."""
    for text in TEXTS[1:3]:
        for line in wrap(text, width):
            assert line[0] not in "，。：；？！、）"
            assert line[-1] not in "（"


@pytest.mark.parametrize("text", ["the picture is in {path} now", "图在 {path} 里"])
def test_a_path_that_is_too_long_can_stay_whole(text: str) -> None:
    """So it can still be copied."""
    path = "/home/somebody/" + "folder/" * 8 + "page.html"
    lines = wrap(text.format(path=path), 20, whole=True)
    assert [line for line in lines if path in line]
    assert max(cell_len(line) for line in lines if path not in line) <= 20


def test_what_fits_stays_as_it_is() -> None:
    """The empty line as well."""
    assert wrap("", 10) == [""]
    assert wrap("  a b  c", 10) == ["  a b  c"]


def test_markdown_keeps_its_marks_together() -> None:
    """A line does not end within code or before what is stressed; lines of a paragraph are joined first."""
    text = "# 标题\n\n自己建的 `a new object()` 是一个*副本*，\n用 `is` 找不到\n它，`None` 则在\nhere **同一个**。\n"
    for width in range(30, 60):
        fitted = fit_markdown(text, width)
        assert fitted.startswith("# 标题\n\n自己建的")
        for mark in ("`a new object()`", "*副", "本*，", "**同", "个**。"):
            assert mark in fitted
        assert "找不到它" in fitted.replace("\\\n", "")
        assert "在 here" in fitted.replace("\\\n", " ")
