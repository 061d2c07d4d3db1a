"""For students: the working folder, the list, hints, explanations, starting afresh and handing in."""

import os
from pathlib import Path

import click

from procession.cells import cell_len
from procession.cli.common import ALL_WELL, BAD_INPUT, KIT, LANG, TO_MEND, WIDE, guarded, terminal
from procession.cli.saying import COLOURS, columns, fitted, say
from procession.engine.errors import SubmissionError
from procession.language import Language, language_code, load_language
from procession.student.course import Course, find_course

DEFAULT_FOLDER = "multiprocessing-course"


def one_exercise(course: Course, slug: str | None, language: Language) -> str:
    """The exercise that is meant: named, or that of the current folder, or the next to do."""
    if slug is not None:
        return course.exercise(slug.rstrip("/\\")).slug
    here = Path.cwd().resolve()
    for folder in (here, *here.parents):
        if folder.parent == course.root and folder.name in course.slugs():
            return folder.name
    following = course.next_up() if course.made else None
    if following is None:
        raise SubmissionError(language.say("which exercise? Name one of {slugs}", slugs=", ".join(course.slugs())))
    return following


@click.command("start")
@click.argument("what", nargs=-1)
@click.option("--folder", type=click.Path(path_type=Path), help=f"Where to (default: here, or ./{DEFAULT_FOLDER}).")
@KIT
@LANG
@guarded
def start_command(what: tuple[str, ...], folder: Path | None, kit: Path | None, lang: str) -> int:
    """Make a working folder with the whole course, or with the exercises named in WHAT.

    In a working folder it adds what is missing. A file that is there already is never touched.
    """
    from procession.catalog import find_kit, packaged_kit
    from procession.student.keeping import start

    language = load_language(language_code(lang))
    here = find_course(Path.cwd()) if folder is None and kit is None else None
    inside = here is not None and here.made
    if here is not None and inside:
        target, used = here.root, here.kit
    else:
        target, used = folder or Path(DEFAULT_FOLDER), find_kit(Path.cwd(), kit) if kit else packaged_kit()
    done = start(target, used, list(what) or used.slugs())
    shown = os.path.relpath(done.course.root)
    if len(done.new) == 1:
        say(language.say("{slug} is in {folder}", slug=done.new[0], folder=shown), bold=True)
    elif done.new:
        say(language.say("{n} exercises are in {folder}", n=len(done.new), folder=shown), bold=True)
    if done.there:
        say(language.say("what was there already stays as it is ({n})", n=len(done.there)))
    first = done.new[0] if what and done.new else done.course.next_up() or done.course.slugs()[0]
    place = "" if inside and done.course.root == Path.cwd().resolve() else f"cd {shown}"
    readme = "README.zh-CN.md" if language.code == "zh" else "README.md"
    say()
    for command, why in (
        (place, ""),
        (f"procession watch {first}", language.say("checks again whenever you save")),
        ("", language.say("read {path} and change {program}", path=f"{first}/{readme}", program=f"{first}.py")),
    ):
        if command and cell_len(why) + 48 <= (columns() or WIDE):
            say(f"    {command:<44}{why}".rstrip())
        else:
            for text in filter(None, (command, f"    {why}" if command and why else why)):
                say(f"    {text}")
    return ALL_WELL


@click.command("hint")
@click.argument("slug", required=False)
@click.option("--again", is_flag=True, help="Show those that were given already, and no new one.")
@KIT
@LANG
@guarded
def hint_command(slug: str | None, again: bool, kit: Path | None, lang: str) -> int:
    """Give the next hint for SLUG (default: the exercise you are in, or the next to do)."""
    from procession.student.hints import next_hint

    language = load_language(language_code(lang))
    course = find_course(Path.cwd(), kit)
    slug = one_exercise(course, slug, language)
    for text in next_hint(course, slug, language, again):
        say(text)
    return ALL_WELL


@click.command("explain")
@click.argument("slug", required=False)
@click.option("--anyway", is_flag=True, help="Also before it passes: this gives the answer away.")
@KIT
@LANG
@guarded
def explain_command(slug: str | None, anyway: bool, kit: Path | None, lang: str) -> int:
    """Tell what was behind SLUG: what happened, the rule of thumb, what real programs do."""
    from procession.student.hints import show_explanation

    language = load_language(language_code(lang))
    course = find_course(Path.cwd(), kit)
    slug = one_exercise(course, slug, language)
    if not anyway and course.standing(slug) != "passed":
        say(language.say("{slug} has not passed yet: the explanation comes after that (or with --anyway)", slug=slug))
        return TO_MEND
    show_explanation(course, slug, language, terminal())
    return ALL_WELL


@click.command("reset")
@click.argument("slug")
@click.option("--yes", is_flag=True, help="Don't ask.")
@LANG
@guarded
def reset_command(slug: str, yes: bool, lang: str) -> int:
    """Put the program of SLUG back as it was given out. It asks first, and keeps a copy of your work."""
    from datetime import datetime

    from procession.student.keeping import reset

    language = load_language(language_code(lang))
    course = find_course(Path.cwd())
    slug = course.exercise(slug.rstrip("/\\")).slug
    if course.made and not yes:
        if course.untouched(slug):
            say(language.say("{slug} is as it was given out: nothing to do", slug=slug))
            return ALL_WELL
        if not click.confirm(
            fitted(language.say("put {slug}.py back as it was? A copy of your work is kept", slug=slug))
        ):
            say(language.say("left as it is"))
            return TO_MEND
    copy = reset(course, slug, datetime.now())
    say(language.say("{slug}.py is as it was given out", slug=slug))
    if copy is not None:
        say(language.say("your work is in {folder}", folder=os.path.relpath(copy)))
    return ALL_WELL


@click.command("submit")
@click.argument("slugs", nargs=-1)
@LANG
@guarded
def submit_command(slugs: tuple[str, ...], lang: str) -> int:
    """Pack the exercises SLUGS (default: all that you have begun) into one file for your instructor."""
    from datetime import datetime

    from procession.escaping import clean
    from procession.student.packing import pack

    language = load_language(language_code(lang))
    course = find_course(Path.cwd())
    path, packed = pack(course, [slug.rstrip("/\\") for slug in slugs], datetime.now())
    for one in packed:
        if one.problem:
            say(
                language.say("{slug}: not packed: {why}", slug=one.slug, why=clean(language.told(one.problem))),
                fg="red",
            )
            continue
        words = {"passed": "public checks passed", "failing": "public checks fail", "changed": "not checked yet"}
        standing = language.say(words.get(one.standing, "as it was given out"))
        files = ", ".join(map(clean, one.files))
        say(f"{one.slug}: {files} ({standing})", fg=COLOURS.get(one.standing))
        for text in one.left_out:
            say("    " + language.say("left out: {what}", what=clean(language.told(text))))
    say()
    say(language.say("hand in {path}", path=os.path.relpath(path)), bold=True)
    return BAD_INPUT if any(one.problem for one in packed) else ALL_WELL
