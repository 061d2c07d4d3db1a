"""Signals that come at the wrong moment: before a handler is set, or between a look and a pause."""

import pytest


def test_a_signal_between_a_look_and_a_pause_is_missed(program):
    """No gate is between the two but the one before the pause; a signal that comes there is gone."""
    code = (
        "import os, signal, sys\nfrom multiprocessing import Pipe, Process\n\ntold = []\n\n"
        "def wait(ready, way):\n    signal.signal(signal.SIGTERM, lambda *_: told.append(1))\n"
        "    if way == 'blocked':\n        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])\n"
        "    ready.send(1)\n"
        "    if way == 'pause':\n        while not told:\n            signal.pause()\n"
        "    else:\n        signal.sigwait([signal.SIGTERM])\n\n"
        "def main(way):\n    mine, its = Pipe()\n    waiting = Process(target=wait, args=(its, way), name='waiting')\n"
        "    waiting.start()\n    mine.recv()\n    os.kill(waiting.pid, signal.SIGTERM)\n    waiting.join()\n"
        "    return waiting.exitcode\n"
    )
    run = program(code).run
    for way in ("pause", "sigwait"):
        endings = {(seen := run(way, strategy="random", seed=seed)).ending: seen for seed in range(10)}
        assert set(endings) == {"ended", "deadlocked"}, way
        (waiting,) = [one for one in endings["deadlocked"].waiting if one.who == "waiting"]
        assert (waiting.what, waiting.spot.function) == ("waits for a signal", "wait")
    assert {run("blocked", strategy="random", seed=seed).ending for seed in range(6)} == {"ended"}


@pytest.mark.parametrize("setting", ["signal.signal(10, print)", "signal.pthread_sigmask(signal.SIG_BLOCK, [10])"])
def test_a_signal_before_its_handler_is_set_kills(program, setting):
    """Whoever says first that it is ready can be too late; what multiprocessing sets for itself is no gate."""
    code = (
        "import os, signal\nfrom multiprocessing import Pipe, Process\n\n"
        f"def late(ready):\n    ready.send(1)\n    {setting}\n\n"
        "def main():\n    mine, its = Pipe()\n    one = Process(target=late, args=(its,), name='late')\n"
        "    one.start()\n    mine.recv()\n    os.kill(one.pid, 10)\n    one.join()\n    return one.exitcode\n"
    )
    for method in ("fork", "spawn"):
        runs = [program(code).run(start_method=method, strategy="random", seed=seed) for seed in range(6)]
        assert {run.outcome.value for run in runs} == {0, -10}
        assert {step.thread for run in runs for step in run.steps if step.op == "handler"} == {"p1"}
