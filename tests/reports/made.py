"""Results made up for tests of reports: ordinary ones, and ones that try to act on their reader."""

from procession.results import CheckResult, Evidence, ExerciseResult, StoredSchedule

SCHEDULE = StoredSchedule("work", "main", [[]], "fork", [], "", False, None, "fair", "random", 3, ["main"], [0])
HOSTILE = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "[click](javascript:alert(1)) ![x](http://evil.example/x.png) http://evil.example <http://evil.example>",
    "```\n# You passed\n~~~\n<b>all</b>",
    '=HYPERLINK("http://evil.example")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\x1b[2J\x1b]0;title\x07\u202eevil\u200b\x00\x85",
    "]]>&entity;\ud800\ufffe\x0b",
    "\n::set-output name=a::b\n::error::no\r\n##vso[task.complete]\n##teamcity[buildStop]\n::add-mask::x",
    "{{ 7 * 7 }}{% include 'x' %}",
    "' onmouseover='alert(1)\" x=\"",
    "1. one\n- two\n| a | b |\n=== x\n--- y",
]
"""What a submission may print, raise, or be called."""


def check(verdict: str = "failed", seen: str = "main returned 1", id: str = "adds", **more: object) -> CheckResult:
    """A check of 2 points."""
    values = {"points": 2.0 if verdict == "passed" else 0.0, "max_points": 2.0, "title": f"It {id}", "kind": "results"}
    evidence = None if verdict == "passed" else Evidence("main(1)", seen, "2", "Think again.")
    return CheckResult(**{"id": id, "verdict": verdict, "evidence": evidence} | values | more)


def result(*checks: CheckResult, student: str = "ada", exercise: str = "work", **more: object) -> ExerciseResult:
    """An exercise with these checks."""
    points, most = sum(one.points for one in checks), sum(one.max_points for one in checks)
    return ExerciseResult(student, exercise, points, most, "controlled", list(checks), "bubblewrap", "d", **more)


def hostile(text: str) -> ExerciseResult:
    """A result in which everything that a submission can choose is this text."""
    checks = [check(seen=text), check("crashed", seen=text, id="ends"), check("not run", seen=text, id="runs")]
    told = Evidence(text, text, text, text)
    checks.append(CheckResult("told", "It is told", "results", 0.0, 1.0, "deadlocked", told, SCHEDULE))
    return result(*checks, student=text.replace("/", "|"), notes=[f"other files: {text}"])


PASSED, FAILED = check("passed"), check(id="ends", seen="main never returned", kind="termination")
OURS = check("grader error", seen="ZeroDivisionError in the grader", id="breaks")
SECRET = check("failed", seen="the secret input", id="secret", title="A secret title", visibility="never")
LATER = check("failed", seen="the later input", id="later", title="A later title", visibility="after_due_date")
MISSING = check("not run", seen="work.py was not handed in")
