"""Hidden checks of pipe_calculator: a server that answers every request, and ends when nobody can ask any more."""

import operator

import pytest
from procession.engine.scenario import Limits

OPERATIONS = {"add": operator.add, "sub": operator.sub, "mul": operator.mul, "div": operator.truediv}
ERROR = object()


def draw_requests(draw, count):
    """Requests that have an answer."""
    numbers = [draw.choice((draw.randint(-99, 99), draw.randint(1, 99) / 4)) for _ in range(2 * count)]
    return [
        (draw.choice(list(OPERATIONS)), one, other or 1) for one, other in zip(numbers[::2], numbers[1::2], strict=True)
    ]


def draw_sums(draw, count):
    """Requests that everybody can answer, whatever the division is like."""
    return [("add", draw.randint(-99, 99), draw.randint(1, 99)) for _ in range(count)]


def answer(request):
    """What a request is to be answered with: a number, or ERROR."""
    try:
        name, one, other = request
        if {type(one), type(other)} <= {int, float}:
            return OPERATIONS[name](one, other)
    except Exception:
        pass
    return ERROR


def is_error(value):
    """Whether an answer is ("error", text)."""
    return type(value) is tuple and len(value) == 2 and value[0] == "error" and type(value[1]) is str and value[1] != ""


def expect_server(trial):
    """The processes that noted requests; fails if main did it itself."""
    where = {call.process for call in trial.observation.calls_of("note")}
    trial.expect(
        bool(where) and "main" not in where,
        seen="main called note itself" if where else "note was not called",
        expected="a server process, which main has started, notes each request and answers it",
        hint="Who works out the answers?",
    )
    return where


def expect_answers(trial, requests):
    """Each request was answered, in order."""
    found = trial.returned()
    expect_server(trial)
    trial.expect(
        type(found) is list and len(found) == len(requests),
        seen=f"main returned {found!r:.300}",
        expected=f"a list of {len(requests)} answers",
        hint="Every request gets exactly one answer, whatever happens to it.",
    )
    for request, got in zip(requests, found, strict=True):
        wanted = answer(request)
        if wanted is not ERROR:
            trial.expect_equal(got, wanted, f"the answer to {request!r:.80} was", hint="Which answer belongs to which?")
            continue
        trial.expect(
            is_error(got),
            seen=f"the answer to {request!r:.80} was {got!r:.200}",
            expected='("error", text), with a text that says why',
            hint="Which requests does Python itself refuse, and which does it not?",
        )


def expect_noted(trial, requests):
    """Those that get an error were noted, too."""
    noted = len(trial.observation.calls_of("note"))
    trial.expect(
        noted >= len(requests),
        seen=f"note was called {noted} times for {len(requests)} requests",
        expected="once for each request, also for one that gets an error",
        hint="When is a request noted, and which way do those go that get an error?",
    )


def expect_tidy_end(trial):
    """The server ended by itself, without an exception, and was joined."""
    trial.joined()
    for process in trial.processes:
        trial.expect(
            process.exit_code in (0, None),
            seen=f"{process.label} ended with exit code {process.exit_code}",
            expected="0: it leaves its loop and comes to its end",
            hint="EOFError says that nobody can ask any more: that is the end, not an accident.",
        )


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_answers_in_order(scenario, common, draw):
    """Every request is answered, in order."""
    number = draw.randint(2, 99)
    plain = [("sub", number, number), ("div", 6, 3), ("div", 1, number), ("mul", 0.5, 0), ("add", -1, 0.25)]
    plain += [("add", 1, 2), ("add", 1.0, 2.0), ("mul", 1e200, 1e200)]  # equal, but not the same; and infinite
    plain += [("add", float("inf"), number), ("mul", -2, 0.0)]
    for requests, explore in ((draw_requests(common, 4), "full"), (plain, "brief")):
        for trial in scenario("main", requests, explore=explore):
            expect_answers(trial, requests)


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_one_server(scenario, common):
    """One server process, other than main's, answers all requests, and notes each once."""
    requests = draw_requests(common, 4)
    for trial in scenario("main", requests):
        trial.returned()
        where = expect_server(trial)
        trial.expect(
            len(where) == 1,
            seen=f"note was called in {len(where)} processes",
            expected="one server for all",
            hint="Starting a process for each request costs far more than asking one that is there.",
        )
        calls = trial.observation.calls_of("note")
        trial.expect_equal(
            [call.arguments[0] for call in calls if call.arguments],
            requests,
            "note was called, one after the other, with",
        )
    for trial in scenario("main", requests[:1], hold="note", explore="brief"):
        trial.returned()
        expect_server(trial)
        call = trial.observation.calls_of("note")[0]
        steps = [step for step in trial.observation.steps[: call.ended] if step.process != call.process]
        asked = max((step.index for step in steps if step.op == "send"), default=0)
        trial.expect(
            not any(step.op == "recv" and step.index > asked for step in steps),
            seen="the answer was there while the request was still being noted",
            expected="a request is noted, and then answered",
            hint="Who waits for note?",
        )


@pytest.mark.points(2)
@pytest.mark.kind("resilience")
def test_unknown_requests(scenario, draw):
    """Anything that is no request gets an error, and the server lives on."""
    one, other = draw.randint(1, 99), draw.randint(1, 99)
    strange = [("pow", one, other), None, ("add", one), ("sub", one, other, 1), "add", (), (["mul"], one, other), one]
    strange += [(None, one, other), (one, one, other), {"add": one}]
    textual = [("add", "2", "3"), ("mul", "ab", 3), ("mul", 3, "ab"), ("add", [one], [other]), ("sub", None, one)]
    textual += [("add", (one,), (other,)), ("mul", b"x", 3), ("sub", {one}, {other}), ("add", 1j, one)]
    for requests in (strange, textual):
        draw.shuffle(requests)
        requests = [*requests, *draw_sums(draw, 2)]
        for trial in scenario("main", requests, explore="brief"):
            expect_answers(trial, requests)
            expect_noted(trial, requests)


@pytest.mark.points(2)
@pytest.mark.kind("resilience")
def test_failing_requests(scenario, draw):
    """A request that can't be worked out gets an error, and the server lives on."""
    zero, small = draw.choice((0, 0.0)), draw.randint(3, 99)
    for failing, explore in (
        (("div", small, zero), "usual"),
        (("div", 10**400, small), "brief"),
        (("add", 0.5, 10**400), "brief"),
    ):
        requests = [*draw_sums(draw, 1), failing, *draw_sums(draw, 1)]
        for trial in scenario("main", requests, explore=explore):
            expect_answers(trial, requests)
            expect_noted(trial, requests)


@pytest.mark.points(2)
@pytest.mark.kind("termination")
def test_ends(scenario, common):
    """The program ends: the server ends by itself and is joined."""
    requests = draw_requests(common, 4)
    for trial in scenario("main", requests):
        expect_tidy_end(trial)
        trial.expect(bool(trial.processes), seen="no process was started", expected="one server")
    for trial in scenario("main", [], explore="brief"):
        trial.expect_equal(trial.returned(), [], "main returned")
        expect_tidy_end(trial)
    for trial in scenario("main", [*requests[:1], ("pow", 1, 1)], explore="brief"):  # the last one gets an error
        if trial.observation.outcome.kind == "returned":  # if not, another check says so
            expect_tidy_end(trial)


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_many_requests(scenario, draw):
    """Many requests, with big numbers, do not block."""
    big = draw.randint(10**3990, 10**4000)
    requests = [("sub", big, number) for number in range(220)]
    for trial in scenario("main", requests, explore="brief", limits=Limits(steps=50_000)):  # who polls needs many
        value = trial.returned()
        expect_server(trial)
        trial.expect(
            value == [big - number for number in range(220)],
            seen="some answers were not right",
            expected="220 differences, in order",
        )
