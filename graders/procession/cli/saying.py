"""Lines on a terminal: in colours where they are wanted, and parted between words where the terminal ends."""

import os
import sys
from typing import TYPE_CHECKING

import click

from procession.cells import cell_len

if TYPE_CHECKING:
    from procession.student.course import Standing

COLOURS: "dict[Standing | None, str]" = {"passed": "green", "failing": "red", "changed": "yellow"}


def columns(err: bool = False) -> int:
    """How wide the terminal is that standard output (or error) goes to; 0 if it goes anywhere else."""
    stream = sys.stderr if err else sys.stdout
    try:
        return os.get_terminal_size(stream.fileno()).columns if stream.isatty() else 0
    except (OSError, ValueError):  # a terminal that does not know, or a stream that is no file
        return 0


def fitted(text: str, err: bool = False) -> str:
    """The text in lines that fit the terminal, those that go on indented like the one that they belong to.

    What is longer than a line, such as a path, is left to the terminal: so it can still be copied whole.
    """
    width = columns(err)
    if not width or all(cell_len(line) <= width for line in text.split("\n")):
        return text
    from procession.wrapping import wrap

    lines = text.split("\n")
    return "\n".join(
        part for line in lines for part in wrap(line, width, " " * (len(line) - len(line.lstrip())), whole=True)
    )


def say(text: str = "", err: bool = False, **style: object) -> None:
    """A line on the terminal. Colours: none if NO_COLOR says so, else click finds out."""
    colours = False if os.environ.get("NO_COLOR") else None
    click.secho(fitted(text, err), err=err, color=colours, **style)  # type: ignore[arg-type]
