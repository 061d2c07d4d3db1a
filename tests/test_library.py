"""The kit as a library, as its documentation shows it."""

from pathlib import Path

import procession
import pytest
from procession import explore
from procession.engine.errors import SubmissionError

PROGRAMS = Path(__file__).parent / "programs"


def test_a_lost_update_is_found_and_told() -> None:
    """Some schedule shows it, and its story names the lines."""
    runs = list(explore(PROGRAMS / "counting.py", "main", False, schedules="brief"))
    bad = [run for run in runs if run.value != 3]
    assert bad
    assert "number = int(path.read_text())" in bad[0].html()
    assert ":11 path.write" in bad[0].story()


def test_a_right_program_holds_in_all_schedules() -> None:
    """Without preemptions there are more than a sample has, and each is another one."""
    runs = list(explore(PROGRAMS / "counting.py", "main", True, schedules="all", preemptions=0))
    found = [run.observation.schedule for run in runs]
    assert len({(one.threads, one.picks) for one in found}) == len(runs) > 8
    assert {(run.ending, run.value) for run in runs} == {("ended", 3)}


def test_a_deadlock_is_told_with_both_lines() -> None:
    """The story of a stuck run says who waits where."""
    runs = explore(PROGRAMS / "crossing.py", schedules="all", preemptions=1)
    story = next(run.story() for run in runs if run.ending == "deadlocked")
    assert "main waits" in story
    assert "<b>other</b> waits" in story


def test_further_files_and_start_methods(tmp_path: Path) -> None:
    """A helper module is there if it is named, in spawned children too."""
    (tmp_path / "helper.py").write_text("def double(x, out):\n    out.put(2 * x)\n", encoding="utf-8")
    (tmp_path / "program.py").write_text(
        "import multiprocessing, helper\n"
        "def main(x):\n"
        "    out = multiprocessing.SimpleQueue()\n"
        "    process = multiprocessing.Process(target=helper.double, args=(x, out))\n"
        "    process.start()\n"
        "    process.join()\n"
        "    return out.get()\n",
        encoding="utf-8",
    )
    more = {"files": [tmp_path / "helper.py"], "start_method": "spawn", "schedules": "brief"}
    assert [run.value for run in explore(tmp_path / "program.py", "main", 21, **more)] == [42, 42]
    with pytest.raises(SubmissionError, match=r"nowhere\.py"):
        list(explore(tmp_path / "nowhere.py"))


def test_the_package_offers_what_it_says() -> None:
    """Names are loaded when they are asked for, and only those."""
    assert all(hasattr(procession, name) for name in procession.__all__)
    with pytest.raises(AttributeError, match="nothing_like_this"):
        procession.nothing_like_this  # noqa: B018
