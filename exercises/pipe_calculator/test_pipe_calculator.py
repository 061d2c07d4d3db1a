"""Public checks of pipe_calculator: `procession check pipe_calculator` runs them."""

import pytest


@pytest.mark.points(2)
@pytest.mark.kind("results")
def test_answers_in_order(scenario):
    """Every request is answered, in order."""
    requests = [("add", 2, 3), ("mul", 4, 5), ("sub", 1, 1), ("div", 1, 4)]
    for trial in scenario("main", requests, explore="usual"):
        trial.expect_equal(trial.returned(), [5, 20, 0, 0.25], "main returned")


@pytest.mark.points(2)
@pytest.mark.kind("resilience")
def test_failing_requests(scenario):
    """A request that can't be worked out gets an error, and the server lives on."""
    for trial in scenario("main", [("div", 1, 0), ("pow", 2, 8), ("add", 2, 3)], explore="usual"):
        answers = trial.returned(list)
        trial.expect(
            [answer[0] if isinstance(answer, tuple) and answer else answer for answer in answers]
            == ["error", "error", 5],
            seen=f"main returned {answers!r}",
            expected='[("error", ...), ("error", ...), 5]',
            hint="Which exceptions belong to one request?",
        )


@pytest.mark.points(2)
@pytest.mark.kind("termination")
def test_ends(scenario):
    """The program ends under every start method: the server ends by itself and is joined."""
    for trial in scenario("main", [("add", 2, 3)]):
        trial.joined()
