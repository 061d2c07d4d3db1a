"""For instructors: the students' repository, and what its CI runs."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from procession.catalog import find_kit
from procession.cli.common import (
    ALL_WELL,
    BOX,
    JOBS,
    KIT,
    MODE,
    OUR_FAULT,
    TO_MEND,
    at_a_time,
    guarded,
)
from procession.cli.reading import Reader, for_reader
from procession.engine.errors import SubmissionError

if TYPE_CHECKING:
    from procession.reports.view import View
    from procession.results import ExerciseResult


@click.command("release")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--exercise", "slugs", multiple=True, help="Only this exercise (repeatable).")
@click.option("--package", default="", help="What students install, as pip takes it (default: this version).")
@click.option("--wheel", type=click.Path(path_type=Path), help="A wheel to be put beside the exercises, and installed.")
@KIT
@guarded
def release_command(folder: Path, slugs: tuple[str, ...], package: str, wheel: Path | None, kit: Path | None) -> int:
    """Write the repository that students get into FOLDER.

    It has statements, programs to mend, public checks, what to install, workflows for GitHub and GitLab and a container
    to work in; nothing of solutions and hidden checks. Files that are there already stay as they are.
    """
    from procession.publishing.release import release

    done = release(folder, find_kit(Path.cwd(), kit), slugs, package, wheel)
    click.echo(f"{len(done.written)} files written to {folder}")
    if done.kept:
        click.echo(f"there already, and left as it was: {', '.join(done.kept)}")
    click.echo(f"\n    cd {folder} && git init && git add . && git commit -m 'Exercises'")
    return ALL_WELL


@click.command("new")
@click.argument("slug")
@click.option("--fill", type=click.Path(path_type=Path), help='A TOML file with texts for the blanks: title = "..."')
@KIT
@guarded
def new_command(slug: str, fill: Path | None, kit: Path | None) -> int:
    """For authors: write the files of a new exercise SLUG, with blanks like <<title: a few words>>.

    It is a whole exercise of a plain kind with checks, right and wrong answers: fill the blanks, change what you like, and
    let `procession audit SLUG` say what is missing.
    """
    from procession.publishing.scaffold import BLANK, read_texts, scaffold

    used = find_kit(Path.cwd(), kit)
    if not used.graders.is_dir():
        raise SubmissionError(
            "no kit here: go to the folder that has `exercises` and `graders`, or name it with --kit DIR"
        )
    written = scaffold(used, slug, read_texts(fill) if fill else {})
    left = {blank["name"] for path in written for blank in BLANK.finditer(path.read_text(encoding="utf-8"))}
    for folder in dict.fromkeys(path.relative_to(used.root).parts[0] for path in written):
        click.echo(f"{folder}/{slug}/")
    click.echo(
        f"\n{len(written)} files, {len(left)} blanks: {', '.join(sorted(left))}" if left else f"\n{len(written)} files"
    )
    click.echo(f"then: procession audit {slug}")
    return ALL_WELL


@click.command("ci")
@click.argument("checkout", type=click.Path(path_type=Path), default=Path())
@click.option("--exercise", "slugs", multiple=True, help="Only this exercise, begun or not (repeatable).")
@click.option(
    "--kit",
    envvar="PROCESSION_KIT",
    default="",
    help="The instructor's kit, outside the checkout; without it the public checks are run. [PROCESSION_KIT]",
)
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the results (default: procession-results).")
@click.option("--results", type=click.Path(path_type=Path), help="Also write all results, for the instructor, here.")
@for_reader
@JOBS
@MODE
@BOX
@guarded
def ci_command(
    checkout: Path,
    slugs: tuple[str, ...],
    kit: str,
    out: Path | None,
    results: Path | None,
    reader: Reader,
    jobs: int | None,
    mode: str,
    box: str,
) -> int:
    """Judge a student's repository in CI: CHECKOUT, or the folder that this runs in.

    Writes results.json, junit.xml, feedback.md and feedback.html with what the student may see, and tells it in the log;
    on GitHub also in the step's summary and by marks at lines.
    Exit code 0: what was begun is right; 1: something is to be mended; 2: something can't be used; 3: our fault.
    """
    from procession.engine.modes import resolve_mode
    from procession.judge import Terms
    from procession.publishing import ci
    from procession.reports.plain import feedback_text
    from procession.results import Results, dump

    found = ci.checkout(checkout, Path(kit) if kit else None)
    resolved = resolve_mode(mode)
    if found.hidden:
        ci.must_be_held(resolved, box, mode, box)
    view = reader.view(found.kit)
    target = out or _fresh(checkout / "procession-results")
    exercises = found.exercises(slugs)
    with tempfile.TemporaryDirectory(prefix="procession-ci-") as folder:
        judged = ci.judge(found, exercises, Terms(not found.hidden, resolved, box), jobs or at_a_time(), Path(folder))
        ci.write(target, judged, view, Path(folder), found.hidden)
    if results is not None:
        results.write_bytes(dump(Results(complete=True, submissions=judged)))
    checks = "hidden" if found.hidden else "public"
    told = [f"{checks} checks, {resolved} mode", *ci.lines(judged, found.not_begun() if not slugs else [])]
    _tell([*told, "", *feedback_text(judged, view).split("\n"), "", f"the same as pages: {target}"])
    _tell_github(judged, view)
    if any(result.had_error for result in judged):
        return OUR_FAULT
    return ALL_WELL if all(result.score >= result.max_score for result in judged) else TO_MEND


def _fresh(folder: Path) -> Path:
    """A folder of our own in the checkout, whatever was there: it may be a link to somewhere else."""
    try:
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        elif folder.exists():
            shutil.rmtree(folder)
    except OSError as error:
        raise SubmissionError(f"{folder}: {error.strerror}; name another folder with --out") from None
    return folder


def _on_github() -> bool:
    return os.environ.get("GITHUB_ACTIONS") == "true"


def _tell(lines: list[str]) -> None:
    from procession.escaping import log_text
    from procession.reports.github import without_commands

    click.echo(without_commands(lines) if _on_github() else log_text("\n".join(lines)) + "\n", nl=False)


def _tell_github(judged: "list[ExerciseResult]", view: "View") -> None:
    from procession.reports import github

    if not _on_github():
        return
    for line in github.annotations(judged, view, lambda exercise, file: f"{exercise}/{file}"):
        click.echo(line)
    summary = os.environ.get("GITHUB_STEP_SUMMARY", "")
    if summary:
        with open(summary, "a", encoding="utf-8") as file:
            file.write(github.summary(judged, view))
