"""For authors of exercises: the audit, and what this machine can do."""

from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from procession.catalog import find_kit
from procession.cli.common import ALL_WELL, BOX, JOBS, KIT, MODE, TO_MEND, at_a_time, guarded, terminal
from procession.cli.progress import progress


@click.command("audit")
@click.argument("slugs", nargs=-1)
@click.option("--start-method", "methods", multiple=True, help="Only this start method (repeatable).")
@click.option("--python", default=None, help="Interpreter that runs the answers (default: this one).")
@click.option("--quick", is_flag=True, help="A part of the answers, and few schedules for accepted ones.")
@JOBS
@MODE
@BOX
@KIT
@guarded
def audit_command(
    slugs: tuple[str, ...],
    methods: tuple[str, ...],
    python: str | None,
    quick: bool,
    jobs: int | None,
    mode: str,
    box: str,
    kit: Path | None,
) -> int:
    """For authors: prove that the graders of SLUGS (default: all) judge rightly.

    The stub earns nothing, the reference and all accepted answers pass, every known-wrong answer
    fails exactly what it says it fails, and every check is failed by some wrong answer.
    """
    from procession.audit import answers, audit
    from procession.engine.modes import resolve_mode
    from procession.judge import Bench, Terms

    used = find_kit(Path.cwd(), kit)
    exercises = [used.exercise(slug) for slug in (slugs or used.slugs())]
    console = terminal()
    total = sum(len(answers(exercise, quick)) for exercise in exercises)
    terms = Terms(mode=resolve_mode(mode), box=box, python=python, start_methods=methods)
    with Bench(terms) as bench, progress(console, total) as advance:
        reports = audit(exercises, bench, jobs or at_a_time(), advance, quick)
    table = Table(title="Audit", caption="schedules and seconds: of the reference")
    for column in (
        "exercise",
        "checks",
        "accepted",
        "wrong",
        "schedules",
        "seconds",
        "slowest wrong",
        "unseen",
        "problems",
    ):
        table.add_column(column, justify="left" if column == "exercise" else "right")
    for one in reports:
        slowest = f"{one.slowest[1]} {one.slowest[0]:.1f}"
        counts = (one.checks, one.accepted, one.wrong, one.schedules, f"{one.reference_seconds:.1f}", slowest)
        table.add_row(one.slug, *map(str, counts), str(one.unseen), str(len(one.problems)))
    console.print(table)
    for one in reports:
        for problem in one.problems:
            console.print(Text(f"{one.slug}: {problem}"))
    return TO_MEND if any(one.problems for one in reports) else ALL_WELL


@click.command("doctor")
@guarded
def doctor_command() -> int:
    """Try what grading needs on this machine, and say how to mend what is missing."""
    from procession.doctor import examine
    from procession.engine.modes import resolve_mode

    console = terminal()
    findings = examine()
    for finding in findings:
        mark = Text("ok  " if finding.works else "no  ", style="green" if finding.works else "red")
        console.print(mark + Text(f"{finding.what}: {finding.detail}"))
        if not finding.works:
            console.print(Text(f"      remedy: {finding.remedy}"))
    ready = all(finding.works for finding in findings if finding.needed)
    console.print(Text(f"runs are {resolve_mode('auto')} here"))
    console.print(Text("this machine can grade hidden checks" if ready else "this machine can't grade as it should"))
    return ALL_WELL if ready else TO_MEND
