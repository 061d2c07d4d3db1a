"""What a student reads after a check, meant to fit one screen.

Every check has its line; the first that failed is shown in full: what was run, what was seen (with lines
of the student's own code), what was expected, a small diagram, one hint, and the command that shows more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import set_cell_size
from rich.console import Console
from rich.text import Text

from procession.cells import cell_len
from procession.escaping import clean
from procession.language import Language
from procession.results import CheckResult, ExerciseResult
from procession.wrapping import wrap

MARKS = {"passed": "✓", "not run": "–", "grader error": "!"}
MOST_DIAGRAM_LINES = 16
_PARTS = ("ran", "seen", "expected", "hint")
_LONGEST_SEEN = 14
"""Lines of what was seen, when only the first failure is shown."""


@dataclass(frozen=True)
class Screen:
    """Where and how results are shown."""

    console: Console
    language: Language
    whole: bool = False
    """Show every failure in full, not only the first."""

    def room_for_diagram(self, result: ExerciseResult) -> int:
        """How many lines a diagram may take so that all of it fits the screen."""
        if not self.console.is_terminal:
            return MOST_DIAGRAM_LINES
        evidence = next(
            (check.evidence for check in result.checks if check.verdict != "passed" and check.evidence), None
        )
        texts = (evidence.ran, evidence.seen, evidence.expected, evidence.hint) if evidence else ()
        width = max(20, self.console.width - 13)
        taken = sum(min(_LONGEST_SEEN, sum(1 + len(line) // width for line in text.split("\n"))) for text in texts)
        return min(MOST_DIAGRAM_LINES, self.console.height - taken - len(result.checks) - len(result.notes) - 9)

    def say(self, text: str, style: str = "", **values: object) -> None:
        """A line of the kit's own. A path that is longer than a line stays whole, so that it can be copied."""
        for line in _wrapped(self.language.say(text, **values), self.console.width, whole=True):
            self.console.print(Text(line, style=style), soft_wrap=True)

    def result(self, result: ExerciseResult, diagram: str = "", more: bool = False) -> None:
        """All checks of an exercise; `more` if `show` and `replay` know of the failure."""
        self.console.print(Text(result.exercise, style="bold"))
        for note in result.notes:
            for line in _wrapped(f"  {clean(self.language.told(note))}", self.console.width):
                self.console.print(Text(line, style="dim"))
        failed = [check for check in result.checks if check.verdict != "passed"]
        if failed and all(check.verdict == "not run" for check in failed):
            self._not_run(failed[0])
            return
        for check in result.checks:
            self._headline(check)
        if not failed:
            self.say("  public checks passed; your instructor runs more", "bold green")
        elif self.whole:
            self._all_failures(failed)
        else:
            self._failure(failed[0], diagram)
            if more and failed[0].schedule is not None:
                self._more(result.exercise, failed)
        self.console.print()

    def _headline(self, check: CheckResult) -> None:
        passed = check.verdict == "passed"
        style = "green" if passed else "red"
        verdict = "" if passed else f"  [{self.language.say(check.verdict)}]"
        lines = wrap(f"  {MARKS.get(check.verdict, '✗')} {self._title(check)}", self.console.width, "    ")
        if cell_len(lines[-1] + verdict) > self.console.width:
            lines.append("  ")
        for line in lines[:-1]:
            self.console.print(Text(line, style=style), soft_wrap=True)
        self.console.print(Text.assemble((lines[-1], style), (verdict, "bold red")), soft_wrap=True)

    def _title(self, check: CheckResult) -> str:
        return clean(self.language.told(check.title))

    def _not_run(self, check: CheckResult) -> None:
        """Nothing could be run: one line says why."""
        seen = check.evidence.seen if check.evidence else ""
        line = Text(f"  – {clean(self.language.told(seen))}", style="red")
        line.append(f"  [{self.language.say(check.verdict)}]", style="bold red")
        self.console.print(line)
        self.console.print()

    def _all_failures(self, failed: Sequence[CheckResult]) -> None:
        """Each failure; of those in which the same was seen, the first."""
        told: dict[str, str] = {}
        for check in failed:
            before = told.setdefault(check.evidence.seen if check.evidence else "", check.id)
            if before == check.id:
                self._failure(check, "")

    def _failure(self, check: CheckResult, diagram: str) -> None:
        evidence = check.evidence
        if evidence is None:
            return
        self.console.print()
        for line in _wrapped(f"  {self._title(check)}", self.console.width):
            self.console.print(Text(line, style="bold"), soft_wrap=True)
        for name in ("ran", "seen", "expected"):
            if getattr(evidence, name):
                self._row(name, self._told(getattr(evidence, name)))
        if evidence.hint:
            self._row("hint", clean(self.language.told(evidence.hint)), "cyan")
        if diagram:
            self.console.print()
            for line in clean(diagram.rstrip()).split("\n"):
                self.console.print(Text(f"    {line}"), soft_wrap=True)

    def _row(self, name: str, text: str, style: str = "") -> None:
        """A part of the evidence, wrapped beside its name."""
        label = self.language.say(name)
        columns = max(cell_len(self.language.say(one)) for one in _PARTS) + 1
        for piece in _wrapped(text, max(16, self.console.width - columns - 4)):
            margin = ("    " + set_cell_size(label, columns), "dim")
            self.console.print(Text.assemble(margin, (piece, style)), soft_wrap=True)
            label = ""

    def _told(self, text: str) -> str:
        """What was run or seen; in the short form without the middle of something long."""
        lines = clean(self.language.told(text)).split("\n")
        if not self.whole and len(lines) > _LONGEST_SEEN:
            kept = _LONGEST_SEEN - 1
            left_out = self.language.say("({n} more lines: --all shows them)", n=len(lines) - kept)
            lines = [*lines[:kept], left_out]
        return "\n".join(lines)

    def _more(self, slug: str, failed: Sequence[CheckResult]) -> None:
        """The commands that show more of it."""
        commands = [(f"procession show {slug}", self.language.say("the picture"))]
        commands.append((f"procession replay {slug}", self.language.say("step by step")))
        if len(failed) > 1:
            told = self.language.say("{n} more failed", n=len(failed) - 1)
            commands.append((f"procession check {slug} --all", told))
        self.console.print()
        longest = max(len(command) for command, _ in commands)
        for command, told in commands:
            line = Text(f"    {command}")
            if self.console.width > longest + 24:
                line.append(f"{'':{longest - len(command)}}   {told}", style="dim")
            self.console.print(line)


def _wrapped(text: str, width: int, whole: bool = False) -> list[str]:
    """Lines that fit, those that belong to one indented like it."""
    found = []
    for line in text.split("\n"):
        found += wrap(line, width, " " * (len(line) - len(line.lstrip(" -"))), whole)
    return found
