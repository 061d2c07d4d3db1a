"""Whatever a submission does: an honest score, nothing leaked, nothing left, and the next one graded as if it had not been.

A reduced or bare box is not expected to hold these: without bubblewrap they are skipped.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest
from attacks.arena import Attack, Fight, fight, programs
from attacks.builders import attacks as built
from procession.engine.bubblewrap import why_no_bubblewrap

pytestmark = pytest.mark.skipif(bool(why_no_bubblewrap()), reason="no container here: attacks are not held")
EVERY = [*programs(), *built()]
GROUPS = sorted({(attack.name.partition("_")[0], attack.exercise) for attack in EVERY if not attack.slow})


def _holds(found: Fight) -> None:
    """What must be true of every grading, whoever is in it."""
    escaped = [
        f"{one.attack.name} ({one.attack.tries}): {one.verdicts}, gained {one.gained}, leaks {one.leaks}, dirt {one.dirt}"
        for one in found.outcomes
        if not one.contained
    ]
    assert not escaped, found.said[-2000:]
    assert found.exit_code == 0, found.said[-2000:]
    assert not found.survivors
    assert not found.changed


def _of(group: str, exercise: str) -> Sequence[Attack]:
    return [one for one in EVERY if (one.name.partition("_")[0], one.exercise) == (group, exercise) and not one.slow]


def test_there_are_enough() -> None:
    """Over all families, each under a name of its own."""
    assert len({attack.name for attack in EVERY}) == len(EVERY) >= 60


@pytest.mark.parametrize(("family", "exercise"), GROUPS)
def test_attacks_are_held(family: str, exercise: str, tmp_path: Path) -> None:
    """A family of attacks between honest submissions."""
    _holds(fight(_of(family, exercise), tmp_path, "-j", "2"))


@pytest.mark.slow
@pytest.mark.parametrize("attack", [one for one in EVERY if one.slow], ids=lambda attack: attack.name)
def test_bombs_are_held(attack: Attack, tmp_path: Path) -> None:
    """One that uses up what there is, alone between honest submissions."""
    _holds(fight([attack], tmp_path, "-j", "1"))
