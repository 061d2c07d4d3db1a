"""First come: a thread goes on until it can't, then the next one. The calmest schedule there is."""

from collections.abc import Sequence

from procession.engine.strategies import Choice


class FirstCome:
    """Stays with the current thread while it can go on; timers fire only when nothing else can."""

    name = "first-come"

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self.current = ""

    def pick(self, choices: Sequence[Choice]) -> int:
        """The current thread if it can act, else the first that can, else the earliest timer."""
        acting = [index for index, choice in enumerate(choices) if not choice.fires]
        if acting:
            mine = [index for index in acting if choices[index].thread == self.current]
            best = mine[0] if mine else acting[0]
        else:
            best = min(range(len(choices)), key=lambda index: choices[index].deadline)
        self.current = choices[best].thread
        return best
