"""Finding the program of a student in the cells of a notebook that anything may have happened to.

Cells are looked for by the name that nbgrader gave them, and if there is none of that name by their
first line. Nothing here runs, or imports, anything of a submission.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WRITE = re.compile(r"%%(?:writefile|file)\s+(?:-a\s+)?[\"']?(?:\./)?(?P<name>[^\"']+?)[\"']?\s*")
_MODULE = re.compile(r"[A-Za-z_]\w*\.py")
MAX_HELPERS = 50


@dataclass(frozen=True)
class Cell:
    """What matters of a cell of a submission."""

    kind: str
    source: str
    name: str = ""
    """Its `grade_id`, if it has one."""


@dataclass(frozen=True)
class Found:
    """Where the program of an exercise is."""

    index: int | None
    """Number of the cell; None if it is in none of them."""
    notes: tuple[str, ...] = ()
    """What is to be said of it."""


def find_program(cells: Sequence[Cell], name: str, module: str) -> Found:
    """The cell called `name`, else the last one that would write the module's file."""
    named = [index for index, cell in enumerate(cells) if cell.name == name]
    if named:
        filled = [index for index in named if cells[index].source.strip()] or named
        many = f"the cell with the program is there {len(named)} times: the last one was graded"
        return Found(filled[-1], (many,) if len(named) > 1 else ())
    line = f"%%writefile {module}.py"
    written = [index for index, cell in enumerate(cells) if cell.kind == "code" and file_of(cell) == f"{module}.py"]
    if written:
        gone = f"the cell with the program was deleted; the last other one that begins with `{line}` was graded"
        return Found(written[-1], (gone,))
    return Found(None, (f"the cell with the program, which begins with `{line}`, is not in the notebook",))


def file_of(cell: Cell) -> str:
    """The file that a cell would write; "" if it writes none."""
    magic, _ = _split(cell.source)
    match = _WRITE.fullmatch(magic)
    return match["name"] if match else ""


def program_in(source: str, module: str) -> tuple[str, list[str]]:
    """The program that is in the source of a cell, and what is to be said of it."""
    magic, body = _split(source)
    match = _WRITE.fullmatch(magic)
    if match and match["name"] == f"{module}.py":
        return body, []
    line = f"%%writefile {module}.py"
    if magic:
        return body, [f"the cell with the program begins with `{magic}`, not with `{line}`: the rest was graded"]
    if not source.strip():
        return body, []
    return body, [f"the cell with the program does not begin with `{line}` any more: all of it was graded"]


def _split(source: str) -> tuple[str, str]:
    """The cell magic with which a cell begins ("" if with none), and what is below it."""
    lines = source.split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if lines[first].startswith("%%"):
        return lines[first].rstrip(), "\n".join(lines[first + 1 :]) + "\n"
    return "", source + "\n"


def helpers_in(cells: Sequence[Cell]) -> dict[str, str]:
    """Modules of the student's own that cells would write, by file name."""
    found: dict[str, str] = {}
    for cell in cells:
        name = file_of(cell) if cell.kind == "code" else ""
        if _MODULE.fullmatch(name) and (name in found or len(found) < MAX_HELPERS):
            found[name] = _split(cell.source)[1]
    return found
