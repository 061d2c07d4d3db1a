"""Hidden checks of prefork_server: workers in stock, a supervisor, and clients of all sorts.

`try_out` (given) plays the clients, one step after the other: whoever has to wait for an answer that
never comes hangs, and that is proven. Between two steps everybody else gets as far as possible.
"""

import pytest
from procession.engine.scenario import Limits

ENOUGH = Limits(started=100)
"""Workers that die as soon as they are started are soon known not to be what was asked for."""
WORDS = "hello", "done?", "tea", "4 two", "ok", "so what", "Bye", "1 + 1", "why not", "Yes!"
FOREIGN = "straße", "ångström", "naïve", "Σίσυφος", "œuvre", "żółw"


class Visit:
    """Steps for `try_out`, and what is to be heard."""

    def __init__(self, draw):
        self.draw = draw
        self.steps = []
        self.heard = []

    def line(self):
        """A line of some words."""
        return " ".join(self.draw.sample(WORDS, 2))

    def comes(self, *clients):
        """Clients connect."""
        self.steps += [(who, "comes") for who in clients]

    def says(self, who, data):
        """A client sends some bytes, or a text."""
        self.steps.append((who, "says", data.encode() if isinstance(data, str) else data))

    def hears(self, who, *lines):
        """A client hears the answers to lines; None: that no more will come."""
        self.steps += [(who, "hears")] * len(lines)
        self.heard += ["" if line is None else f"{line.upper()}\n" for line in lines]

    def talks(self, who):
        """A client says a line and hears the answer."""
        line = self.line()
        self.says(who, f"{line}\n")
        self.hears(who, line)

    def asks(self, who):
        """A client learns which process serves it."""
        self.steps.append((who, "asks for the worker"))

    def kills(self, who):
        """The worker that a client has asked for is killed, wherever it is."""
        self.steps.append((who, "kills the worker"))

    def ends(self, who, what="says no more"):
        """A client closes its half of the connection, or leaves."""
        self.steps.append((who, what))


def returned(trial):
    """What try_out returned: what was heard, the server's exit code, whether the port is free."""
    value = trial.returned()
    trial.expect(
        type(value) is tuple and len(value) == 3 and type(value[0]) is list,
        seen=f"try_out returned {value!r:.200}",
        expected="try_out as it was given",
    )
    return value


def expect_heard(trial, visit, hint=""):
    """The clients heard what they should."""
    heard, _, _ = returned(trial)
    trial.expect(
        len(heard) == len(visit.heard), seen=f"clients listened {len(heard)} times", expected="try_out as it was given"
    )
    for number, (seen, expected) in enumerate(zip(heard, visit.heard, strict=True)):
        whose = [step[0] for step in visit.steps if step[1] == "hears"][number]
        trial.expect_equal(seen, expected, f"{whose} heard", hint=hint)


def workers_of(trial):
    """The worker processes: those that answer, and those that run the same function."""
    answering = {call.process for call in trial.observation.calls_of("answer")}
    kinds = {process.target for process in trial.processes if process.id in answering}
    return [process for process in trial.processes if process.target in kinds]


def expect_at_most(trial, workers):
    """No more than so many worker processes were alive at the same time."""
    moments = [(process.begun, 1) for process in workers_of(trial)]
    moments += [(process.ended, -1) for process in workers_of(trial) if process.ended is not None]
    most = now = 0
    for _, change in sorted(moments):
        now += change
        most = max(most, now)
    trial.expect(most <= workers, seen=f"{most} worker processes at the same time", expected=f"at most {workers}")


def crew_of(trial):
    """How many workers were started before the first client came, and how many afterwards."""
    # the first client has come as soon as `ready` was set, and then try_out sleeps for the first time
    slept = (step.index for step in trial.observation.steps if step.thread == "main" and step.op == "sleep")
    first = next(slept, len(trial.observation.steps))
    # who was forked without multiprocessing is seen only when it comes to answer for the first time
    begun = [process.begun > first for process in workers_of(trial) if process.kind]
    return begun.count(False), begun.count(True)


def visit_many(common, workers, waves=3):
    """Many more clients than workers: some at the same time, each going when it has heard all."""
    visit = Visit(common)
    for wave in range(waves):
        lines = {f"client {wave}.{number}": visit.line() for number in range(2 * workers)}
        for who, line in lines.items():
            visit.comes(who)
            visit.says(who, f"{line}\n")
            visit.ends(who)
        for who, line in lines.items():
            visit.hears(who, line, None)
            visit.ends(who, "leaves")
    return visit


@pytest.mark.points(1)
@pytest.mark.kind("results")
@pytest.mark.guard
def test_every_line(scenario, draw):
    """Each line is answered, in order, however it is cut into pieces on its way."""
    visit = Visit(draw)
    one, two, three = (f"{visit.line()} {word}" for word in draw.sample(FOREIGN, 3))
    blank = f" {visit.line()}\r{visit.line()} \t"  # only "\n" ends a line
    long = " ".join([visit.line()] * 7000)
    visit.comes("ada")
    visit.says("ada", f"{one}\n{two}\n\n{blank}\n")
    visit.hears("ada", one, two, "", blank)
    visit.says("ada", f"{long}\n")
    visit.hears("ada", long)
    visit.says("ada", f"{three} ß".encode()[:-1])
    visit.says("ada", b"\x9f!\n")
    visit.hears("ada", f"{three} ß!")
    for trial in scenario("try_out", visit.steps, 2, explore="brief", limits=ENOUGH):
        expect_heard(trial, visit, hint="What does recv() return: a line, or what happens to be there?")


@pytest.mark.points(1)
@pytest.mark.kind("results")
@pytest.mark.guard
def test_unended_line(scenario, draw):
    """A last line without an end is answered when the client says no more; then the server closes."""
    visit = Visit(draw)
    one, two = visit.line(), visit.line()
    visit.comes("ada")
    visit.says("ada", f"{one}\n{two}")
    visit.hears("ada", one)
    visit.ends("ada")
    visit.hears("ada", two, None)
    visit.comes("bob")
    visit.ends("bob")
    visit.hears("bob", None)
    for trial in scenario("try_out", visit.steps, 1, explore="brief", limits=ENOUGH):
        expect_heard(
            trial, visit, hint="What is still in your buffer when recv() returns b''? Who closes the connection?"
        )


@pytest.mark.points(1)
@pytest.mark.kind("termination")
@pytest.mark.guard
def test_many_clients(scenario, common):
    """Many more clients than workers, coming and going, are all answered."""
    visit = visit_many(common, 2)
    for trial in scenario("try_out", visit.steps, 2, explore="usual", limits=ENOUGH):
        expect_heard(trial, visit, hint="What does a worker do when its client has gone?")


@pytest.mark.points(2)
@pytest.mark.kind("concurrency")
def test_clients_overlap(scenario, draw):
    """As many clients as there are workers are served at the same time."""
    for workers, explore in ((3, "usual"), (2, "brief")):
        visit = Visit(draw)
        clients = ["ada", "bob", "cleo"][:workers]
        for who in clients:
            visit.comes(who)
            visit.talks(who)
        lines = {who: visit.line() for who in clients}
        for who, line in lines.items():
            visit.says(who, f"{line}\n")
        for who, line in lines.items():
            visit.hears(who, line)
        for trial in scenario("try_out", visit.steps, workers, hold="answer", explore=explore, limits=ENOUGH):
            expect_heard(trial, visit)
            serving = len({call.process for call in trial.observation.calls_of("answer")[:workers]})
            together = trial.observation.held_together
            trial.expect(
                together >= serving > 0,
                seen=f"at most {together} of the {serving} workers that had a client were in answer at the same time",
                expected=f"all {serving}: each client has sent a line",
                hint="Is anything held while a client is served that another worker needs?",
            )


@pytest.mark.points(1)
@pytest.mark.kind("concurrency")
def test_fixed_pool(scenario, common):
    """The same `workers` processes, started beforehand, serve all clients; the server process answers nobody."""
    for waves, explore in ((3, "usual"), (13, "brief")):
        visit = visit_many(common, 2, waves)
        for trial in scenario("try_out", visit.steps, 2, explore=explore, limits=ENOUGH):
            trial.returned()
            expect_fixed_pool(trial, 4 * waves)


def expect_fixed_pool(trial, clients):
    """Two workers, who were there before the first client, served them all."""
    where = {call.process for call in trial.observation.calls_of("answer")}
    servers = {process.id for process in trial.processes if process.label == "server"}
    trial.expect(
        where != set() and not where & {*servers, "main"},
        seen="the server process itself answered clients" if where else "answer was never called",
        expected="worker processes do that",
    )
    crew = workers_of(trial)
    _, late = crew_of(trial)
    trial.expect(
        not late and len(crew) <= 2 and (len(crew) == 2 or not all(process.kind for process in crew)),
        seen=f"{len(crew)} worker processes for {clients} clients, {late} of them started after the first client had come",
        expected="2, started before `ready` is set",
        hint="What is the use of a stock of workers: when are they started, and how often?",
    )


@pytest.mark.points(1)
@pytest.mark.kind("resilience")
def test_client_hangs_up(scenario, draw):
    """A client that hangs up in the middle of a line, or before it is answered, harms nobody."""
    visit = Visit(draw)
    for who, says in (
        ("ada", "half a li"),
        ("bob", f"{visit.line()}\n" * 3),
        ("cleo", b"half a character: \xc3"),
        ("dan", f"{visit.line()}\n{visit.line()}"),
        ("eva", b""),
    ):
        visit.comes(who)
        visit.says(who, says)
        visit.ends(who, "leaves")
    for who in ("finn", "gus", "hal"):
        visit.comes(who)
        visit.talks(who)
        visit.ends(who, "leaves")
    for trial in scenario("try_out", visit.steps, 2, explore="usual", limits=ENOUGH):
        hint = "What do recv() and sendall() raise when the client has gone, and what then?"
        expect_heard(trial, visit, hint=hint)
        early, late = crew_of(trial)
        trial.expect(
            early != 2 or not late,  # of those who start another number, another check speaks
            seen=f"{late} worker processes were started after the first client had come, for those that had ended",
            expected="none: a worker whose client hangs up goes on with the next one",
            hint=hint,
        )


@pytest.mark.points(2)
@pytest.mark.kind("resilience")
def test_worker_is_replaced(scenario, draw):
    """A worker that is killed is replaced: there are as many as before, and never more."""
    visit = Visit(draw)
    visit.comes("ada")
    visit.talks("ada")  # and stays: whoever else comes has the other worker
    for who in ("bob", "cleo", "ada", "dan"):
        if who != "ada":
            visit.comes(who)
        visit.says(who, "crash\n")
        visit.hears(who, None)
        visit.ends(who, "leaves")
    visit.comes("eva", "finn")
    visit.talks("finn")
    visit.talks("eva")
    idle = Visit(draw)
    idle.comes("ada")
    idle.asks("ada")
    idle.ends("ada", "leaves")
    idle.kills("ada")  # so that it dies while it waits for the next one
    idle.comes("bob")
    idle.talks("bob")
    watched = "Who watches over the workers, and how does it learn that one has ended?"
    free = "Who replaces a worker that dies while it waits for a client, and what did it hold at that moment?"
    for one, workers, explore, hint in ((visit, 2, "full", watched), (idle, 1, "usual", free)):
        for trial in scenario("try_out", one.steps, workers, explore=explore, limits=ENOUGH):
            expect_heard(trial, one, hint=hint)
            expect_at_most(trial, workers)


@pytest.mark.points(1)
@pytest.mark.kind("termination")
def test_ends_when_told(scenario, draw):
    """SIGTERM ends the server with exit code 0; its workers are gone, and the port is free."""
    visit = Visit(draw)
    visit.comes("ada", "bob", "cleo")
    visit.talks("ada")
    visit.says("bob", f"{visit.line()}\n")
    for steps, explore in ((visit.steps, "full"), ([], "brief")):
        for trial in scenario("try_out", [*steps, ("server", "ends")], 2, explore=explore, limits=ENOUGH):
            _, code, free = returned(trial)
            trial.expect(
                type(code) is int and code == 0,
                seen=f"the exit code of the server was {code!r}",
                expected="0",
                hint="A signal kills a process that has no handler for it; Process.exitcode is negative then.",
            )
            trial.expect(free is True, seen="somebody still listened on the port", expected="it is free")
            trial.ended()
            for process in trial.processes:
                trial.expect(
                    not process.alive_at_return,
                    seen=f"{process.label} was still alive after the server had ended",
                    expected="the server ends its workers, and waits until they have gone",
                    hint="Who tells the workers that it is over?",
                )
