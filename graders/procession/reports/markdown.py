"""A student's page in Markdown."""

from collections.abc import Mapping, Sequence

from procession.escaping import clean, markdown, markdown_block
from procession.reports.common import OUR_FAULT, evidence_text, mark, not_run, number, reached
from procession.reports.view import View, said_of_hidden
from procession.results import CheckResult, ExerciseResult


def feedback(
    student: str,
    found: Sequence[ExerciseResult],
    view: View | None = None,
    pictures: Mapping[tuple[str, str], str] | None = None,
) -> str:
    """The page; `pictures` are addresses of pictures, by exercise and check."""
    view, pictures = view or View(), pictures or {}
    lines = [f"# Feedback for {markdown(student)}", ""]
    for result in found:
        lines += [f"## {markdown(result.exercise)}: {reached([result])}", ""]
        lines += ["Not final: a part of it could not be judged, by the grader's own fault.", ""] * result.had_error
        lines += [f"- {markdown(note)}" for note in result.notes]
        lines += [""] * bool(result.notes)
        reason = not_run(result)
        if reason:
            lines += [f"Not run: {markdown(reason)}", ""]
            continue
        for check in view.visible(result):
            lines += _check_lines(check, pictures.get((result.exercise, check.id), ""))
        said = said_of_hidden(view.hidden(result))
        lines += [f"- {said}"] * bool(said)
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _check_lines(check: CheckResult, picture: str) -> list[str]:
    points = f"{number(check.points)}/{number(check.max_points)}"
    lines = [f"- {mark(check)} **{markdown(check.title)}** ({check.kind}, {points}): {check.verdict}"]
    if check.verdict == "grader error":
        return [*lines, "", f"  {OUR_FAULT[0].upper()}{OUR_FAULT[1:]}.", ""]
    if check.evidence is None:
        return lines
    lines += ["", *markdown_block(evidence_text(check, hint=False), "  ")]
    if check.evidence.hint:
        lines += ["", f"  Hint: {markdown(clean(check.evidence.hint))}"]
    if picture:
        lines += ["", f"  [Picture of the run that failed]({picture})"]
    return [*lines, ""]
