"""The scheduler of one run: wait until nobody can move, let one go, repeat.

Between two choices the run is *quiescent* (engine/quiescence.py), so a choice never races with the
program, and "nobody can go on" is a fact rather than an impression: a deadlock is quiescence in
which nobody is ready at a gate and no timer is pending, while the program has not ended.
"""

import time
from typing import NoReturn

from procession.engine import wire
from procession.engine.errors import GraderError
from procession.engine.lasting import LastingNames
from procession.engine.ledger import Ledger
from procession.engine.lines import SILENT_SECONDS
from procession.engine.livelock import goes_round
from procession.engine.patience import Patience
from procession.engine.quiescence import LimitReached, Pulse, Quiescence
from procession.engine.registrar import Registrar
from procession.engine.roster import Thread
from procession.engine.scenario import Scenario
from procession.engine.strategies import Choice, Strategy
from procession.engine.stretches import Stretches
from procession.engine.switchboard import Switchboard

_GRACE_SECONDS = 0.05  # how long a step may take before its use of resources is looked at
_FIRST_WAIT_SECONDS = 0.0002  # for a thread that was let go to come to its next gate
_LONGEST_WAIT_SECONDS = 0.02
_SHARE = 0.3  # of the time already waited: who takes long to start is not looked at every millisecond
_LOOK_AGAIN = 64  # choices in a row that seem to be polling, after which everybody is asked again
_DOZE_SECONDS = 0.01  # after which it is enough that whoever is not still sleeps with a time-out of its own
_DOZING_SECONDS = 60.0  # for which nobody but such sleepers may be able to go on
_STANDSTILL = 100  # choices for which no time has passed: whoever polls takes no naps, or such that last no time at all
_SAME_MOMENT_SECONDS = 0.001  # timers that end so close to each other may end in any order, in fair time too
_TCP_SECONDS = 1.0  # delayed acknowledgements and first retransmissions come within 0.2


class Scheduler(Registrar):
    """Drives one run from its first gate until nothing more can happen.

    After `run`, `ending` and `reason` say how it ended; `ledger`, `roster` and `stretches` hold what was seen.
    """

    def __init__(
        self,
        switchboard: Switchboard,
        quiescence: Quiescence,
        ledger: Ledger,
        strategy: Strategy,
        scenario: Scenario,
    ) -> None:
        super().__init__(switchboard, quiescence, ledger)
        self.stretches = Stretches()
        self.strategy = strategy
        self.scenario = scenario
        self.held_together = 0
        self.picks: list[tuple[str, bool]] = []
        self.names = LastingNames(self.roster.processes)
        self.uses: dict[str, dict[str, int]] = {}
        self.ending = ""
        self.reason = ""
        self.cause = ""
        """Of a run that a limit has ended, see quiescence.LimitReached."""
        self.spent = 0.0
        """Processor seconds, as far as they were looked at."""
        self._dozing_since = 0.0
        self._patience = Patience()
        self._awaited: dict[str, float] = {}
        """Who is asleep, in fair time, and may be whom those who poll are waiting for; and until when."""
        self._moved = 0
        """The step at which time has passed."""

    def run(self, root: int) -> None:
        """Schedule the run whose root process is `root`."""
        self.root = root
        self.roster.add_root(root)
        try:
            self._settle()
            while self._step():
                self._settle()
        except LimitReached as reached:
            self.ending, self.reason, self.cause = "timed out", str(reached), reached.cause
        except wire.ProtocolError as error:
            self.ending, self.reason = "inconclusive", f"the gates were tampered with: {error}"

    # One choice.

    def _step(self) -> bool:
        """Let one thread go; False when the run is over."""
        if not self.quiescence.live and self.switchboard.root_ended:
            self.ending = "ended"
            return False
        choices = self._choices()
        if not choices and self.quiescence.dozing and not self.switchboard.root_ended:
            self._wait_for_dozers()
            return True
        self._dozing_since = 0.0
        self.stretches.look(self.roster.threads, len(self.ledger.steps))
        if not choices:
            self.ending = "ended" if self.switchboard.root_ended else "deadlocked"
            return False
        self._check_limits()
        choice = self._patience.overdue(choices, len(self.ledger.steps)) or choices[self.strategy.pick(choices)]
        thread = next(t for t in self.roster.threads if t.id == choice.thread and t.parked)
        self._let_go(thread, choice.fires)
        return True

    def _wait_for_dozers(self) -> None:
        """Somebody waits with a time-out that only real time can end, and nobody else can move."""
        self._dozing_since = self._dozing_since or time.monotonic()
        if time.monotonic() - self._dozing_since > _DOZING_SECONDS:
            raise LimitReached(
                "it waits with a time-out that the grader can't shorten (of a socket or a thread's lock)"
            )
        self.switchboard.receive(0.01)

    def _choices(self) -> list[Choice]:
        """What can happen next, in the fixed order of the run's threads.

        Before it matters that nobody can act, everybody is asked again: what a thread did just before
        its end, for one, nobody has told us.
        """
        acting, timers, held = self._offers()
        unsure = not acting and (held or not timers or self.scenario.time == "fair")
        if unsure or self.ledger.quiet % _LOOK_AGAIN == _LOOK_AGAIN - 1:
            self._look_again()
            acting, timers, held = self._offers()
        self.held_together = max(self.held_together, len(held))
        if held and not (acting or timers) and self.quiescence.dozing and not self._dozed_enough():
            return []
        idle = self.ledger.nothing_new  # whoever polls is waiting for others, or for time to pass
        fair = self.scenario.time == "fair"
        asleep = self._patience.asleep(timers)
        self._awaited = {timer.thread: timer.deadline for timer in asleep} if fair else {}
        if idle and (held or fair):
            kept = self._patience.kept_back(acting, len(self.ledger.steps))
            if kept:
                if self._patience.push(acting):
                    self.ledger.doubt()
                return [kept]
        if held and (not (acting or timers) or (idle and not asleep)):
            for thread in self.roster.threads:  # now all go on, and may get into each other's way
                thread.freed = thread.parked
            return held
        if fair and timers:
            stuck = idle and len(self.ledger.steps) - self._moved > _STANDSTILL
            if stuck and asleep:
                return _first_due(asleep)
            return acting if acting and not stuck else [*acting, *_first_due(timers)]
        if idle and held and asleep:
            return asleep
        return acting + timers

    def _dozed_enough(self) -> bool:
        return bool(self._dozing_since) and time.monotonic() - self._dozing_since > _DOZING_SECONDS / 30

    def _offers(self) -> tuple[list[Choice], list[Choice], list[Choice]]:
        """Who could act, whose timer could fire, and who is held inside a given function."""
        acting: list[Choice] = []
        timers: list[Choice] = []
        held: list[Choice] = []
        for thread in self.roster.threads:
            at = thread.at
            if at is None or not thread.parked:
                continue
            if not thread.freed and self.scenario.holds(at):
                held.append(Choice(thread.id, at.op, self.names.of(at.key), False, 0.0))
            elif thread.ready:
                acting.append(Choice(thread.id, at.op, self.names.of(at.key), False, 0.0))
                if at.op == "join" and at.timeout is not None and self.scenario.time == "adversarial":
                    # no gate comes after a process's last one, and from there to its end it may be slow, too
                    timers.append(Choice(thread.id, at.op, self.names.of(at.key), True, thread.deadline))
            elif at.timeout is not None:
                timers.append(Choice(thread.id, at.op, self.names.of(at.key), True, thread.deadline))
        return acting, timers, held

    def _let_go(self, thread: Thread, fires: bool) -> None:
        at = thread.at
        assert at is not None
        self.picks.append((thread.id, fires))
        if not fires and at.op != "release":
            uses = self.uses.setdefault(self.names.of(at.key), {})
            uses[thread.id] = uses.get(thread.id, 0) + 1
        self.ledger.let_go(thread, fires)
        if fires and thread.deadline > self.now:
            self.now = self._patience.woken_at(thread.id, thread.deadline, self._awaited.values())
            self._moved = len(self.ledger.steps)
        self._patience.went(thread.id, changed=not self.ledger.quiet, now=self.now)
        if thread.id in self._awaited:
            self.ledger.doubt()
        if at.op == "signal" and isinstance(at.detail, list) and at.detail and isinstance(at.detail[0], int):
            self.switchboard.unsettled.add(at.detail[0])
        thread.at, thread.freed = None, False
        thread.line.reply(wire.TIMEOUT if fires else wire.GO, at.sequence, self.now)

    def _check_limits(self) -> None:
        limits, ledger = self.scenario.limits, self.ledger
        if len(ledger.steps) >= limits.steps:
            self._give_up(f"still going after {limits.steps} steps")
        if not self._awaited:
            self._check_polls()
        if self.now > limits.virtual_seconds:
            self._give_up(f"still going after {limits.virtual_seconds:g} seconds of virtual time")
        if self.spent > limits.total_cpu_seconds:
            raise LimitReached(f"busy for {limits.total_cpu_seconds:g} processor seconds in all", "busy")
        if self.switchboard.output_bytes > limits.output_bytes:
            raise LimitReached(f"more than {limits.output_bytes >> 20} MiB of output")
        if len(self.quiescence.live) > limits.processes:
            raise LimitReached(f"more than {limits.processes} processes at once")
        if len(self.roster.processes) > limits.started:
            raise LimitReached(f"more than {limits.started} processes, one after the other")

    def _check_polls(self) -> None:
        limits, ledger = self.scenario.limits, self.ledger
        if ledger.idle >= limits.idle_steps:
            self._give_up(f"{limits.idle_steps} steps in a row were polls and time-outs that changed nothing")
        if ledger.misses >= limits.misses and not ledger.misses % _LOOK_AGAIN and self._circles():
            self._give_up(f"{ledger.misses} polls and time-outs changed nothing")

    def _give_up(self, reason: str) -> NoReturn:
        if self._circles():
            raise LimitReached(f"a livelock, the same steps again and again ({reason})", "livelock")
        raise LimitReached(reason)

    def _circles(self) -> bool:
        return bool(goes_round(self.ledger.steps, self.ledger.accesses))

    def _look_again(self) -> None:
        """Nobody can be let go: ask everybody once more, and the kernel about everybody, parked or not."""
        self._settle(trust_gates=False)
        self._let_arrive()
        self._probe(lambda thread: True)
        self._settle(trust_gates=False)

    def _let_arrive(self) -> None:
        """Wait for data that is on its way between TCP sockets, until it is there or can't get there.

        The latter: nothing has changed for longer than any timer of the kernel's that could help.
        """
        kernel, live = self.quiescence.kernel, self.quiescence.live
        before: tuple[str, ...] = ()
        since = time.monotonic()
        while live and (now := kernel.on_its_way(live)):
            if now != before:
                before, since = now, time.monotonic()
            elif time.monotonic() - since > _TCP_SECONDS:
                break
            self.switchboard.receive(0.002)

    # Waiting for quiescence.

    def _settle(self, trust_gates: bool = True) -> None:
        """Wait until nobody can move, then take in what was announced meanwhile.

        Without `trust_gates` the kernel is asked about parked threads as well.
        """
        board = self.switchboard
        started, wait = 0.0, _FIRST_WAIT_SECONDS
        pulse, cpu_before = None, 0.0
        while True:
            arrived = board.receive(wait if started or board.moving() else 0)
            if arrived and board.moving():
                continue
            parked = board.parked() if trust_gates else set()
            started = started or time.monotonic()
            waited = time.monotonic() - started
            doze = waited > _DOZE_SECONDS
            if self.quiescence.holds(parked, doze) and not board.receive(0) and self._root_accounted_for():
                break
            if waited > _GRACE_SECONDS:
                board.wake()
                used = self.quiescence.cpu_seconds()
                if pulse is None:
                    pulse, cpu_before = Pulse(used), used
                self.quiescence.check_resources(board.output_bytes, used - cpu_before)
                if pulse.silent(used, SILENT_SECONDS):
                    self._give_up_silent()
            wait = min(max(0.001, waited * _SHARE), _LONGEST_WAIT_SECONDS, wait * 1.5)
        if pulse is not None:
            self.spent += self.quiescence.cpu_seconds() - cpu_before
        board.rest()
        self._take_in()

    def _give_up_silent(self) -> NoReturn:
        """Nothing is heard of the run, and it uses hardly any processor time."""
        if not self.quiescence.runs():
            raise LimitReached("it waits for something that the grader does not know")
        raise GraderError("it neither runs nor waits for anything that we know: " + self.quiescence.unknown())

    def _root_accounted_for(self) -> bool:
        """Whether the root is alive, or the driver has told us that it has ended."""
        return self.root in self.quiescence.live or self.switchboard.root_ended


def _first_due(timers: list[Choice]) -> list[Choice]:
    """The timers that end first: one, or several that end at the same moment."""
    first = min(timer.deadline for timer in timers)
    return [timer for timer in timers if timer.deadline <= first + _SAME_MOMENT_SECONDS]
