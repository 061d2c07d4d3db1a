"""For students: the course at a glance. On its own, since a student looks often and wants to see it at once."""

from pathlib import Path

import click

from procession.cli.common import ALL_WELL, KIT, LANG, guarded
from procession.cli.saying import COLOURS, columns, say
from procession.language import language_code, load_language
from procession.student.course import find_course


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")
@KIT
@LANG
@guarded
def list_command(as_json: bool, kit: Path | None, lang: str) -> int:
    """Show the exercises in the order of the course, and how far you are."""
    from procession.student.progress import lines, rows

    course = find_course(Path.cwd(), kit)
    if as_json:
        import msgspec

        found = [course.exercise(slug) for slug in course.slugs()]
        every = [
            {"slug": e.slug, "standing": course.standing(e.slug), **msgspec.to_builtins(e.manifest)} for e in found
        ]
        click.echo(msgspec.json.format(msgspec.json.encode(every), indent=2).decode())
        return ALL_WELL
    language = load_language(language_code(lang))
    shown = rows(course, language)
    for text, standing in lines(shown, language, min(columns() or 80, 100)):
        say(text, fg=COLOURS.get(standing), bold=standing is None)
    say()
    if not course.made:
        say(language.say("{n} exercises in {folder}", n=len(shown), folder=course.root))
        say(language.say("`procession start` makes a folder to work in"))
        return ALL_WELL
    passed = sum(row.standing == "passed" for row in shown)
    say(language.say("{passed} of {n} passed the public checks", passed=passed, n=len(shown)))
    following = course.next_up({row.slug: row.standing for row in shown})
    if following:
        say(language.say("next: {command}", command=f"procession watch {following}"))
    return ALL_WELL
