"""The course at a glance: which exercises there are, and how far each one is."""

from typing import NamedTuple

from procession.cells import cell_len
from procession.language import Language
from procession.student.course import Course, Standing

MARKS: dict[Standing, str] = {"passed": "✓", "failing": "✗", "changed": "•", "untouched": " ", "missing": "?"}


class Row(NamedTuple):
    """One exercise in the list."""

    slug: str
    chapter: str
    title: str
    difficulty: str
    minutes: int
    standing: Standing


def rows(course: Course, language: Language) -> list[Row]:
    """The exercises that are here, in the order of the course."""
    found = []
    for slug in course.slugs():
        heading = course.kit.exercise(slug).heading
        title = heading.title_zh if language.code == "zh" else heading.title
        standing = course.standing(slug) if course.made else "untouched"
        chapter = language.say(heading.chapter)
        found.append(Row(slug, chapter, title, language.say(heading.difficulty), heading.minutes, standing))
    return found


def lines(found: list[Row], language: Language, width: int) -> list[tuple[str, Standing | None]]:
    """The list as lines of at most `width` cells; with each the standing of its exercise, None for headings."""
    shown: list[tuple[str, Standing | None]] = []
    names = max((len(row.slug) for row in found), default=0)
    words = {row.standing: language.say(row.standing) if row.standing != "untouched" else "" for row in found}
    last = max((cell_len(word) for word in words.values()), default=0)
    unit = 2 + cell_len(language.say("{n} min", n="60"))
    minutes = width >= names + last + 37 + unit
    room = max(8, width - names - last - 8 - (unit if minutes else 0))
    chapter = ""
    for row in found:
        if row.chapter != chapter:
            chapter = row.chapter
            shown.append((chapter, None))
        title, *more = _fitted(row.title, room)
        text = f"  {MARKS[row.standing]} {row.slug:<{names}}  {title}{' ' * (room - cell_len(title))}"
        if minutes:
            text += f"  {language.say('{n} min', n=f'{row.minutes:>2}')}"
        shown.append((f"{text}  {words[row.standing]}".rstrip(), row.standing))
        shown += [(" " * (names + 6) + line, row.standing) for line in more]
    return shown


def _fitted(text: str, room: int) -> list[str]:
    """The text in lines of at most so many cells."""
    if cell_len(text) <= room:
        return [text]
    from procession.wrapping import wrap

    return wrap(text, room)
