"""Feedback as plain text, for platforms that show no more."""

from collections.abc import Sequence

from procession.escaping import clean, one_line
from procession.reports.common import OUR_FAULT, evidence_text, mark, reached
from procession.reports.view import View, said_of_hidden
from procession.results import CheckResult, ExerciseResult


def check_text(check: CheckResult) -> str:
    """What a student is told of a check, without its title."""
    if check.verdict == "grader error":
        return f"grader error: {OUR_FAULT}"
    return "\n".join(filter(None, [check.verdict, evidence_text(check)]))


def feedback_text(found: Sequence[ExerciseResult], view: View) -> str:
    """What a student is told of some exercises, in short: a line a check, and evidence where it failed."""
    lines, language, say = [], view.language, view.language.say
    for result in found:
        lines.append(f"{one_line(result.exercise)}: {reached([result], language)}")
        if result.had_error:
            lines.append("  " + say("Not final: a part of it could not be judged, by the grader's own fault."))
        lines += [f"  {one_line(note)}" for note in view.notes(result)]
        reason = view.not_run(result)
        if reason:
            lines.append(f"  {say('Not run:')} {one_line(reason)}")
            continue
        for check in view.visible(result):
            lines.append(f"  {mark(check)} {one_line(check.title)}: {say(check.verdict)}")
            if check.verdict not in ("passed", "grader error"):
                lines += [f"      {line}" for line in evidence_text(check, language=language).split("\n") if line]
        lines += [f"  {said}" for said in (said_of_hidden(view.hidden(result), language),) if said]
    return clean("\n".join(lines))
