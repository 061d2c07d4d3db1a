"""Hints, one step at a time, and the explanation afterwards."""

import os
import sys
from typing import TYPE_CHECKING

from procession.language import Language
from procession.student.course import Course
from procession.wrapping import fit_markdown, wrap

if TYPE_CHECKING:
    from rich.console import Console


def next_hint(course: Course, slug: str, language: Language, again: bool = False) -> list[str]:
    """The next hint in lines, and that it was given is kept; with `again` those that were given."""
    manifest = course.kit.exercise(slug).manifest
    hints = manifest.hints_zh if language.code == "zh" else manifest.hints
    given = min(course.hints_given(slug), len(hints))
    if again:
        if not given:
            return [language.say("no hint has been given for {slug} yet", slug=slug)]
        return [line for number in range(1, given + 1) for line in _hint(slug, hints, number, language)]
    if given == len(hints):
        last = language.say("that was the last hint; `procession hint {slug} --again` shows them all", slug=slug)
        return [*_hint(slug, hints, given, language), "", last]
    course.count_hints(slug, given + 1)
    return _hint(slug, hints, given + 1, language)


def _hint(slug: str, hints: list[str], number: int, language: Language) -> list[str]:
    head = language.say("{slug}: hint {number} of {total}", slug=slug, number=number, total=len(hints))
    width = os.get_terminal_size().columns if sys.stdout.isatty() else 0
    hint = hints[number - 1]
    return [head, *(f"    {line}" for line in (wrap(hint, width - 4) if width else [hint]))]


def show_explanation(course: Course, slug: str, language: Language, screen: "Console") -> None:
    """Print the explanation of an exercise."""
    from rich.markdown import Markdown

    name = "explanation.zh-CN.md" if language.code == "zh" else "explanation.md"
    text = (course.kit.exercise(slug).folder / name).read_text(encoding="utf-8")
    if screen.is_terminal:
        screen.print(Markdown(fit_markdown(text, screen.width) if language.code == "zh" else text))
    else:
        screen.print(text, markup=False, soft_wrap=True)
