"""For students: checking one's own work, once or whenever it is saved."""

from pathlib import Path

import click

from procession import __version__
from procession.cli.common import (
    ALL_WELL,
    BAD_INPUT,
    BOX,
    KIT,
    LANG,
    MODE,
    OUR_FAULT,
    TO_MEND,
    guarded,
    terminal,
)
from procession.engine.modes import resolve_mode
from procession.judge import Bench
from procession.language import language_code, load_language
from procession.results import ExerciseResult, Results, dump
from procession.student.checking import Work, changed, check, named, small_diagram, terms
from procession.student.course import Course, find_course
from procession.student.screen import Screen

PLAIN = click.option("--plain", is_flag=True, help="No colours, boxes or diagrams: for screen readers.")


@click.command("check")
@click.argument("what", nargs=-1)
@click.option("--all", "whole", is_flag=True, help="Show every failure in full, not only the first.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Also write the results to this file.")
@PLAIN
@LANG
@MODE
@BOX
@KIT
@guarded
def check_command(
    what: tuple[str, ...],
    whole: bool,
    json_file: Path | None,
    plain: bool,
    lang: str,
    mode: str,
    box: str,
    kit: Path | None,
) -> int:
    """Check your own work with the public checks.

    WHAT is the name of an exercise, or the path of a file or folder; without it, what you have changed
    since it was last checked.
    Exit code 0: all public checks passed, 1: some failed, 2: something could not be used, 3: our fault.
    """
    course = find_course(Path.cwd(), kit)
    works = named(what, course) if what else changed(course)
    language = load_language(language_code(lang), [work.exercise.folder for work in works])
    screen = Screen(terminal(plain=plain), language, whole)
    if not works:
        return _nothing_new(screen, course)
    mode = resolve_mode(mode)
    found = []
    with Bench(terms(mode, box)) as bench:
        for work in works:
            with screen.console.status(work.exercise.slug):
                result = check(work, course, bench)
                drawn = "" if whole or plain else _diagram(work, result, mode, box, screen)
            screen.result(result, drawn, more=work.in_course)
            found.append(result)
    if json_file:
        json_file.write_bytes(dump(Results(kit_version=__version__, complete=True, submissions=found)))
    return _exit_code(found)


def _diagram(work: Work, result: ExerciseResult, mode: str, box: str, screen: Screen) -> str:
    if "utf" not in screen.console.encoding.lower():
        return ""
    width, most = screen.console.width - 4, screen.room_for_diagram(result)
    return small_diagram(work, result, mode, box, width, most, screen.language)


def _nothing_new(screen: Screen, course: Course) -> int:
    """Nothing was changed since the last check: say how things stand."""
    failing = [slug for slug in course.slugs() if course.standing(slug) == "failing"]
    screen.say("nothing has been changed since the last check")
    for slug in failing:
        screen.say("  {slug} fails: {command}", slug=slug, command=f"procession check {slug}")
    following = course.next_up()
    if following and not failing:
        screen.say("next: {command}", command=f"procession watch {following}")
    return TO_MEND if failing else ALL_WELL


def _exit_code(found: list[ExerciseResult]) -> int:
    verdicts = {check.verdict for result in found for check in result.checks}
    if "grader error" in verdicts:
        return OUR_FAULT
    if "not run" in verdicts:
        return BAD_INPUT
    return ALL_WELL if verdicts <= {"passed"} else TO_MEND


@click.command("watch")
@click.argument("slug", required=False)
@PLAIN
@LANG
@MODE
@BOX
@guarded
def watch_command(slug: str | None, plain: bool, lang: str, mode: str, box: str) -> int:
    """Check SLUG (default: the next to do), and again whenever you save.

    Saving another exercise goes over to that one. Keys: h hint, n next exercise, l list, e explanation,
    s picture, r run again, q quit.
    """
    from procession.cli.student import one_exercise
    from procession.student.watching import Watch

    course = find_course(Path.cwd())
    course.must_be_made()
    language = load_language(language_code(lang), [course.kit.exercise(slug).folder for slug in course.slugs()])
    first = one_exercise(course, slug, language)
    watch = Watch(course, first, Screen(terminal(plain=plain), language), resolve_mode(mode), box, diagrams=not plain)
    watch.run()
    return ALL_WELL
