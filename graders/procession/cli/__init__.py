"""The command line: for students, instructors and authors of exercises.

Exit codes: 0 all is well, 1 something is to be mended in what was judged, 2 the command was given
something that it can't use, 3 the kit itself failed, 130 interrupted.

A command's module is imported when the command is used: `procession list` loads no grader.
"""

import gc
import importlib

import click

from procession import __version__

# Where each command is, and what it does, in the order of a student's evening and then of a course.
_COMMANDS = {
    "start": ("student", "Make a working folder with the exercises."),
    "list": ("listing", "Show the course and how far you are."),
    "check": ("checking", "Check your own work with the public checks."),
    "watch": ("checking", "Check again whenever you save."),
    "hint": ("student", "Give the next hint."),
    "show": ("seeing", "Open the picture of the last failure."),
    "replay": ("seeing", "Step through the schedule that failed."),
    "explain": ("student", "Tell what was behind an exercise, once it passes."),
    "reset": ("student", "Put an exercise back as it was; keeps a copy."),
    "submit": ("student", "Pack your work for your instructor."),
    "grade": ("grading", "For instructors: grade a folder of submissions."),
    "grades": ("gradebook", "For instructors: totals by the course's rules, explained."),
    "merge": ("gradebook", "For instructors: put the parts of a class together."),
    "nbgrader": ("notebooks", "For instructors: courses for nbgrader."),
    "report": ("reporting", "For instructors: results as a platform or a person wants them."),
    "release": ("publishing", "For instructors: write the repository that students get."),
    "ci": ("publishing", "For instructors: judge a student's repository in CI."),
    "new": ("publishing", "For authors: write the files of a new exercise."),
    "audit": ("authoring", "For authors: prove that the graders judge rightly."),
    "doctor": ("authoring", "Try what grading needs on this machine."),
}


class _Lazy(click.Group):
    """A group that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"procession.cli.{_COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in _COMMANDS.items()])


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="procession")
def main() -> None:
    """Exercises in multiprocessing, with a grader that is never lucky.

    It runs your program in real processes, and decides which of them goes next: a race shows every
    time, and a program that hangs is proven to hang, with the line and the reason.
    """
    # What is loaded by now, click and the command's modules, stays to the end: that the collector need not go
    # through it again, nor at the end, spares a short command a seventh of its time.
    gc.freeze()
