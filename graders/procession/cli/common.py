"""What the commands have in common: faults and exit codes, the console, options."""

import math
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from procession.cli.saying import say
from procession.engine.errors import ExerciseError, GraderError, SubmissionError

if TYPE_CHECKING:
    from rich.console import Console

ALL_WELL, TO_MEND, BAD_INPUT, OUR_FAULT = 0, 1, 2, 3
INTERRUPTED = 130
WIDE = 160
"""Columns where output goes to no terminal."""


def terminal(stderr: bool = False, plain: bool = False) -> "Console":
    """Colours and boxes on a terminal, plain text of full width anywhere else.

    `plain` is for screen readers: no colours and no boxes on a terminal either.
    """
    from rich.console import Console

    made = Console(stderr=stderr, highlight=False, soft_wrap=False, no_color=plain or None)
    if not made.is_terminal:
        made = Console(stderr=stderr, highlight=False, width=WIDE)
    return made


def guarded(command: Callable[..., int]) -> Callable[..., None]:
    """Turn the three kinds of fault into one line each and their exit codes."""

    def complain(text: str, lang: str) -> None:
        from procession.language import language_code, load_language

        say(f"procession: {load_language(language_code(lang)).told(text)}", err=True)

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        lang = kwargs.get("lang", "en")
        try:
            code = command(*args, **kwargs)
        except SubmissionError as error:
            complain(str(error), lang)
            code = BAD_INPUT
        except ExerciseError as error:
            complain(f"an exercise is broken: {error}", lang)
            code = OUR_FAULT
        except GraderError as error:
            complain(f"the grader failed (this is not the student's fault): {error}", lang)
            code = OUR_FAULT
        except (KeyboardInterrupt, click.Abort):
            complain("interrupted", lang)
            code = INTERRUPTED
        except BrokenPipeError:  # whoever read our output has had enough, as `head` has
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = TO_MEND
        except Exception:
            import traceback

            traceback.print_exc()
            complain("that was our own fault, nobody else's; please report the lines above", lang)
            code = OUR_FAULT
        sys.exit(code)

    return run


KIT = click.option("--kit", type=click.Path(path_type=Path), help="Folder of the kit (default: the nearest upwards).")
BOX = click.option(
    "--box", type=click.Choice(["auto", "bubblewrap", "reduced", "bare"]), default="auto", help="Where submissions run."
)
MODE = click.option(
    "--mode",
    type=click.Choice(["auto", "controlled", "sampled"]),
    default="auto",
    help="How runs are made: controlled, or sampled where that can't be had (auto).",
)
JOBS = click.option(
    "--jobs", "-j", type=click.IntRange(1, 256), default=None, help="How many at a time (default: 4 for 3 processors)."
)


def language_option(name: str, of: str) -> Callable[[Any], Any]:
    """The option --lang: the language `of` something, as the command's argument `name`."""
    return click.option(
        "--lang",
        name,
        type=click.Choice(["auto", "en", "zh"]),
        default="auto",
        envvar="PROCESSION_LANG",
        help=f"Language of {of} (auto: as the locale says).",
    )


LANG = language_option("lang", "the output")


def at_a_time() -> int:
    """How many submissions to judge at a time: for three processors four.

    A run is a conversation between the judge and the box, in which a quarter of the time nobody computes. With one
    submission a processor, `tests/benchmark/class.py` found the machine busy for 77 % of the time, so for 93 %.
    """
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return math.ceil(processors * 4 / 3)
