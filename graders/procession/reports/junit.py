"""JUnit XML, as pytest writes it: a suite for each exercise of each student, a case for each check.

A grader error is an `error`, whatever the work did is a `failure`; both carry the verdict as their type.
"""

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from procession.escaping import one_line
from procession.reports.common import number
from procession.reports.plain import check_text
from procession.reports.view import View, said_of_hidden
from procession.results import CheckResult, ExerciseResult


def render(found: Sequence[ExerciseResult], view: View) -> str:
    """The document."""
    root = ET.Element("testsuites", name="procession")
    suites = [_suite(root, result, view) for result in found]
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in suites)))
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(root: ET.Element, result: ExerciseResult, view: View) -> ET.Element:
    name = "/".join(filter(None, [one_line(result.student), one_line(result.exercise)]))
    suite = ET.SubElement(root, "testsuite", name=name)
    visible, hidden = view.visible(result), view.hidden(result)
    errors = sum(check.verdict == "grader error" for check in result.checks)
    properties = ET.SubElement(suite, "properties")
    if not errors:
        ET.SubElement(properties, "property", name="score", value=number(result.score))
    ET.SubElement(properties, "property", name="max_score", value=number(result.max_score))
    for check in visible:
        _case(suite, result, check)
    if hidden:
        _hidden(suite, result, hidden)
    cases = suite.findall("testcase")
    suite.set("tests", str(len(cases)))
    suite.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    suite.set("errors", str(sum(case.find("error") is not None for case in cases)))
    suite.set("skipped", "0")
    suite.set("time", "0")
    return suite


def _case(suite: ET.Element, result: ExerciseResult, check: CheckResult) -> None:
    case = ET.SubElement(suite, "testcase", classname=one_line(result.exercise), name=one_line(check.title), time="0")
    if check.verdict != "passed":
        tag = "error" if check.verdict == "grader error" else "failure"
        seen = (check.evidence.seen if check.evidence and tag == "failure" else "").split("\n")[0]
        message = ": ".join(filter(None, [check.verdict, one_line(seen)]))
        ET.SubElement(case, tag, type=check.verdict, message=message).text = check_text(check)


def _hidden(suite: ET.Element, result: ExerciseResult, hidden: Sequence[CheckResult]) -> None:
    """One case for all checks that are not shown."""
    case = ET.SubElement(suite, "testcase", classname=one_line(result.exercise), name="checks not shown", time="0")
    verdicts = {check.verdict for check in hidden}
    if verdicts != {"passed"}:
        tag = "error" if "grader error" in verdicts else "failure"
        ET.SubElement(case, tag, type="not shown", message=said_of_hidden(hidden))
