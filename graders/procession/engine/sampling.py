"""The scheduler of a sampled run: the same choices by the same strategies, between silences.

Time is virtual here as well: a sleep or a time-out ends when it is chosen, never by the clock, and all
clocks of the program agree with it. What differs from the proven kind: it is not known who computes or
waits where no gate is. So whoever polls gives the others some real time, a caller that is held and a
timer of fair time wait for a long silence, and a run in which nothing happens any more is *timed out*,
never *deadlocked*.
"""

from procession.engine.exchange import Exchange
from procession.engine.ledger import Ledger
from procession.engine.observation import Waiting
from procession.engine.proof import Proof
from procession.engine.quiescence import LimitReached
from procession.engine.roster import Thread
from procession.engine.scenario import Scenario
from procession.engine.scheduler import Scheduler
from procession.engine.silence import Patience, Silence
from procession.engine.strategies import LOOKS, Choice, Strategy

_LOOK_SECONDS = 0.02  # between two looks at a run in which nobody can go on
_BREATH_SECONDS = 0.001  # of a poller, so that others get somewhere meanwhile
_FREE_LOOKS = 100  # polls in a row that cost nothing
_AGAIN = 0.2  # of the patience with held callers, where more of them have been seen together already
_UNSEEN = 2.0  # times the patience, where somebody may be at work out of sight
_STILL = ("acquire", "release", "wait")


class _SampledLedger(Ledger):
    """A ledger that calls nobody a poller before some real time has passed."""

    silence: Silence
    progress: float = 0.0
    """The clock at the last step that was no poll."""

    def idles(self) -> float:
        """For how many seconds there have been nothing but polls."""
        return self.silence.board.clock - self.progress

    @property
    def nothing_new(self) -> bool:
        return super().nothing_new and self.idles() > self.silence.patience.held


class SampledScheduler(Scheduler):
    """Drives one sampled run."""

    switchboard: Exchange  # type: ignore[assignment]
    quiescence: Silence
    ledger: _SampledLedger

    def __init__(self, board: Exchange, strategy: Strategy, scenario: Scenario, patience: Patience) -> None:
        ledger = _SampledLedger(board.roster)
        silence = ledger.silence = Silence(board, ledger, scenario.limits, patience)
        super().__init__(board, silence, ledger, strategy, scenario)  # type: ignore[arg-type]
        self._together_before = 0

    def _step(self) -> bool:
        silence = self.quiescence
        if self.switchboard.root_ended and silence.live and not self._choices() and silence.lasts() < silence.limit():
            self.switchboard.receive(_LOOK_SECONDS)  # who is left may be about to end
            return True
        return super()._step()

    def _choices(self) -> list[Choice]:
        """As ever; but a timer of fair time waits until it is likely that nobody else can move."""
        choices = super()._choices()
        timers = [choice for choice in choices if choice.fires]
        if not timers or self.scenario.time != "fair":
            return choices
        patience = self.quiescence.patience.timer * (1 if self.quiescence.all_parked() else _UNSEEN)
        quiet = self.quiescence.lasts() if len(timers) == len(choices) else self.ledger.idles()
        return choices if quiet > patience else [choice for choice in choices if not choice.fires]

    def _dozed_enough(self) -> bool:
        """Whether it is likely that nobody else will come to where callers are held."""
        patience = self.quiescence.patience.held
        if self._held_now() <= self._together_before:
            patience *= _AGAIN
        elif not self.quiescence.all_parked():
            patience *= _UNSEEN
        if self.quiescence.lasts() <= patience:
            return False
        self._together_before = max(self._together_before, self._held_now())
        return True

    def _held_now(self) -> int:
        parked = [thread.at for thread in self.roster.threads if thread.parked and not thread.freed]
        return sum(at is not None and self.scenario.holds(at) for at in parked)

    def _wait_for_dozers(self) -> None:
        """Nobody can be let go: perhaps somebody whom we can't see will bring something."""
        silence = self.quiescence
        silence.check_resources(self.switchboard.output_bytes, 0.0)
        if silence.lasts() > silence.limit():
            raise LimitReached(
                f"for {silence.limit():.0f} seconds nobody has done anything (sampled: this is no proof)"
            )
        self.switchboard.receive(_LOOK_SECONDS)

    def _check_limits(self) -> None:
        ledger, limits = self.ledger, self.scenario.limits
        if ledger.idle > _FREE_LOOKS:
            self.switchboard.receive(_BREATH_SECONDS)
        if ledger.idle >= limits.idle_steps and ledger.idles() < self.quiescence.limit():
            return  # it may be waiting for somebody who computes
        super()._check_limits()

    def _meet_processes(self, arrivals: list[Thread], step: int) -> None:
        """As ever, and who has been reaped has ended, even if its last line is heard to end a moment later."""
        super()._meet_processes(arrivals, step)
        for note in (note for thread in arrivals if thread.at for note in thread.at.notes):
            match note:
                case [_, "reaped", int(pid), _] if pid in self.roster.processes:
                    self.roster.processes[pid].reaped = True
                case [_, "forked", int(pid)]:
                    self.quiescence.forked[pid] = self.switchboard.clock

    def _note_deaths(self, step: int) -> None:
        self.quiescence.live = self.quiescence.alive()  # who has just been announced is there
        super()._note_deaths(step)

    def _let_go(self, thread: Thread, fires: bool) -> None:
        at = thread.at
        super()._let_go(thread, fires)
        if at is not None and not fires and at.op not in LOOKS and at.op not in _STILL:
            self.ledger.progress = self.switchboard.clock


class Whereabouts(Proof):
    """Where everybody was when a sampled run was given up: seen, and not proven to stay so."""

    def _unparked(self, pid: int, label: str) -> Waiting:
        frames = [frame for frame in self._dump(pid) if frame.file]
        what = "was at work, or waited for something that no gate knows of"
        return Waiting(label, what, "", frames[0] if frames else None, bool(frames))
