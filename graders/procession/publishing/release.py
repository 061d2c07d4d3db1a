"""The students' repository: a working folder like the one of `procession start`, with what a host needs to check it.

It is made of the kit's `exercises/` and of nothing else: no file of `graders/` or `solutions/` is opened.
"""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from procession import __version__
from procession.catalog import Exercise, Kit
from procession.engine.errors import SubmissionError
from procession.student.keeping import start

if TYPE_CHECKING:
    from jinja2 import Environment

_FILES = {
    "README.md": "README.md.j2",
    "README.zh-CN.md": "README.zh-CN.md.j2",
    "requirements.txt": "requirements.txt.j2",
    ".gitignore": "gitignore.j2",
    ".github/workflows/procession.yml": "github.yml.j2",
    ".gitlab-ci.yml": "gitlab.yml.j2",
    ".devcontainer/devcontainer.json": "devcontainer.json.j2",
}
_GUIDES = {"GUIDE.md": "README.md", "GUIDE.zh-CN.md": "README.zh-CN.md"}
_WHEELS = "wheels"


@dataclass
class Release:
    """What was written, and what was there already and stayed as it was."""

    folder: Path
    written: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def release(folder: Path, kit: Kit, slugs: Sequence[str], package: str = "", wheel: Path | None = None) -> Release:
    """Write the repository; a file that is there already is not touched.

    `package` is what students install, as pip understands it; with `wheel` it is that file, put beside the exercises.
    SubmissionError when the folder can't be used.
    """
    exercises = [kit.exercise(slug) for slug in slugs or kit.slugs()]
    if folder.is_dir() and (folder / "graders").is_dir():
        raise SubmissionError(f"{folder} has the graders in it; name a folder of its own for the students")
    done = Release(folder)
    before = _files(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if wheel is not None:
            package = _put_wheel(folder, wheel)
        values = {
            "exercises": exercises,
            "package": package or f"procession[box]=={__version__}",
            "version": __version__,
        }
        for name, template in _FILES.items():
            _write(folder / name, _environment().get_template(template).render(values))
        for name, source in _GUIDES.items():
            if (kit.exercises / source).is_file():
                _write(folder / name, guide((kit.exercises / source).read_text(encoding="utf-8"), exercises))
    except OSError as error:
        raise SubmissionError(
            f"{error.filename or folder}: {error.strerror}; name a folder that you may write to"
        ) from None
    start(folder, kit, [exercise.slug for exercise in exercises])
    after = _files(folder)
    done.written = sorted(after - before)
    done.kept = sorted(before & {*_FILES, *_GUIDES, *(f"{one.slug}/{one.module}.py" for one in exercises)})
    return done


def guide(text: str, exercises: Sequence[Exercise]) -> str:
    """The guide for students without the lines of exercises that are not given out."""
    given = {exercise.slug for exercise in exercises}
    lines = []
    for line in text.split("\n"):
        row = re.match(r"\| \[(\w+)\]\(", line)
        if row is None or row[1] in given:
            lines.append(line)
    without_rows = re.compile(r"\*\*[^\n]+\*\*\n\n\|[^\n]+\n\| ---[^\n]+\n(?!\|)\n?")
    return without_rows.sub("", "\n".join(lines))


def _put_wheel(folder: Path, wheel: Path) -> str:
    """Copy the wheel; return what requirements.txt says of it."""
    if not wheel.is_file() or wheel.suffix != ".whl":
        raise SubmissionError(f"{wheel} is no wheel: `python -m pip wheel --no-deps .` makes one")
    (folder / _WHEELS).mkdir(exist_ok=True)
    shutil.copyfile(wheel, folder / _WHEELS / wheel.name)
    return f"./{_WHEELS}/{wheel.name}[box]"


def _files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} if folder.is_dir() else set()


def _write(path: Path, text: str) -> None:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@cache
def _environment() -> "Environment":
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates" / "release"),
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        autoescape=False,  # no HTML; what goes in is the kit's own
    )
