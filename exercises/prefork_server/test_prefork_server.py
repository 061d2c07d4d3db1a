"""Public checks of prefork_server: `procession check prefork_server` runs them."""

import pytest

HELLO = [("bob", "comes"), ("bob", "says", b"hello\nhow are you?\n"), ("bob", "hears"), ("bob", "hears")]


@pytest.mark.points(1)
@pytest.mark.kind("results")
def test_every_line(scenario):
    """Each line is answered, in order."""
    for trial in scenario("try_out", HELLO, 2, explore="usual"):
        heard, _, _ = trial.returned(tuple)
        trial.expect_equal(heard, ["HELLO\n", "HOW ARE YOU?\n"], "bob heard")


@pytest.mark.points(2)
@pytest.mark.kind("concurrency")
def test_clients_overlap(scenario):
    """As many clients as there are workers are served at the same time."""
    for trial in scenario("try_out", [("ada", "comes"), *HELLO], 2, explore="usual"):
        heard, _, _ = trial.returned(tuple)
        trial.expect_equal(heard, ["HELLO\n", "HOW ARE YOU?\n"], "bob heard, while ada was silent,")


@pytest.mark.points(2)
@pytest.mark.kind("resilience")
def test_worker_is_replaced(scenario):
    """A worker that is killed is replaced."""
    crash = [("eva", "comes"), ("eva", "says", b"crash\n"), ("eva", "hears"), ("eva", "leaves")]
    for trial in scenario("try_out", crash + crash + HELLO, 1, explore="usual"):
        heard, _, _ = trial.returned(tuple)
        trial.expect_equal(heard, ["", "", "HELLO\n", "HOW ARE YOU?\n"], "eva, eva and bob heard")


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_ends_when_told(scenario):
    """SIGTERM ends the server with exit code 0, and the port is free."""
    for trial in scenario("try_out", [*HELLO, ("server", "ends")], 2, explore="usual"):
        _, code, free = trial.returned(tuple)
        trial.expect_equal(code, 0, "the exit code was")
        trial.expect(free, seen="somebody still listened on the port", expected="it is free")
        trial.ended()
