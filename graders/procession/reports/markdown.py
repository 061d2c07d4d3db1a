"""A student's page in Markdown."""

from collections.abc import Mapping, Sequence

from procession.escaping import clean, markdown, markdown_block
from procession.language import Language
from procession.reports.common import OUR_FAULT, evidence_text, mark, number, reached
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
    language, say = view.language, view.language.say
    lines = [f"# {say('Feedback for {student}', student=markdown(student))}", ""]
    for result in found:
        lines += [f"## {markdown(result.exercise)}: {reached([result], language)}", ""]
        if result.had_error:
            lines += [say("Not final: a part of it could not be judged, by the grader's own fault."), ""]
        lines += [f"- {markdown(note)}" for note in view.notes(result)]
        lines += [""] * bool(result.notes)
        reason = view.not_run(result)
        if reason:
            lines += [f"{say('Not run:')} {markdown(reason)}", ""]
            continue
        for check in view.visible(result):
            lines += _check_lines(check, pictures.get((result.exercise, check.id), ""), language)
        said = said_of_hidden(view.hidden(result), language)
        lines += [f"- {said}"] * bool(said)
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _check_lines(check: CheckResult, picture: str, language: Language) -> list[str]:
    say = language.say
    points = f"{say(check.kind)}, {number(check.points)}/{number(check.max_points)}"
    lines = [f"- {mark(check)} **{markdown(check.title)}** ({points}): {say(check.verdict)}"]
    if check.verdict == "grader error":
        fault = say(OUR_FAULT)
        return [*lines, "", f"  {fault[0].upper()}{fault[1:]}.", ""]
    if check.evidence is None:
        return lines
    lines += ["", *markdown_block(evidence_text(check, False, language), "  ")]
    if check.evidence.hint:
        lines += ["", f"  {say('Hint')}: {markdown(clean(check.evidence.hint))}"]
    if picture:
        lines += ["", f"  [{say('Picture of the run that failed')}]({picture})"]
    return [*lines, ""]
