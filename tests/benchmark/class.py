"""A class as it comes: what grading it costs. `python tests/benchmark/class.py [--submissions 500] [--memory] [--one]`.

So many students hand in one program each, over all exercises in turn: right answers (the reference and the accepted
ones), a quarter wrong ones, a tenth of all of them hanging, and one in a hundred hostile. No two are the same text. Printed are

(a) wall time, and processor time a submission (of the whole machine: let nothing else run on it);
(b) the memory of the grading process itself, and with --memory the same at 50 and at all submissions;
(c) with --one, how well two processors are used: the time on one, over twice the time on two;
(d) the time of grading again when one in twenty has changed, over that of the whole.

That every verdict is the right one is looked at too: right answers get all points, wrong ones fail what they declare, and
nothing is a grader error.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from procession.catalog import Exercise, Kit

HERE = Path(__file__).resolve().parent
_DECLARED = re.compile(r"^# fails: (\w+) = ([\w ]+)$", re.MULTILINE)
_HANGS = {"deadlocked", "timed out"}
HOSTILE = (
    "import os\nfor _ in range(200):\n    if os.fork() == 0:\n        while True: pass\n",
    "hoard = []\nwhile True:\n    hoard.append(bytearray(1 << 24))\n",
    "import sys\nwhile True:\n    sys.stdout.write('x' * 65536)\n",
    "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\nos._exit(0)\n",
)
"""What a hostile program does before anything else."""


@dataclass(frozen=True)
class Program:
    """One submission, and what must come of it."""

    kind: str
    exercise: str
    text: str
    fails: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Measured:
    """What one grading took."""

    seconds: float
    busy: float
    """Processor seconds of the whole machine meanwhile."""
    own_mib: float
    """Peak memory of the grading process itself."""


def make_programs(kit: Kit, count: int, seed: int) -> list[Program]:
    """The class, always the same for the same seed."""
    draw = random.Random(seed)
    exercises = [kit.exercise(slug) for slug in kit.slugs()]
    kinds = ["hostile"] * max(count // 100, 1) + ["hanging"] * (count // 10) + ["wrong"] * (count // 4 - count // 10)
    kinds = (kinds + ["right"] * count)[:count]
    draw.shuffle(kinds)
    return [_program(kind, exercises[number % len(exercises)], number, draw) for number, kind in enumerate(kinds)]


def _program(kind: str, exercise: Exercise, number: int, draw: random.Random) -> Program:
    mark = f"\n# handed in by student {number}\n"
    if kind == "hostile":
        text = exercise.reference.read_text(encoding="utf-8")
        return Program(kind, exercise.slug, HOSTILE[number % len(HOSTILE)] + text + mark)
    if kind == "right":
        text = draw.choice([exercise.reference, *exercise.accepted]).read_text(encoding="utf-8")
        return Program(kind, exercise.slug, text + mark)
    texts = [path.read_text(encoding="utf-8") for path in exercise.wrong]
    hanging = [text for text in texts if _HANGS & {verdict for _, verdict in _DECLARED.findall(text)}]
    text = draw.choice(hanging if kind == "hanging" and hanging else texts)
    return Program(kind, exercise.slug, text + mark, tuple(_DECLARED.findall(text)))


def hand_in(programs: list[Program], source: Path) -> None:
    """Write the class's folder."""
    for number, program in enumerate(programs):
        path = source / f"student-{number:04}" / f"{program.exercise}.py"
        path.parent.mkdir(parents=True)
        path.write_text(program.text, encoding="utf-8")


def change(programs: list[Program], source: Path, share: float = 0.05) -> int:
    """Some students hand in again; return how many."""
    changed = range(0, len(programs), round(1 / share))
    for number in changed:
        path = source / f"student-{number:04}" / f"{programs[number].exercise}.py"
        path.write_text(programs[number].text + "# again\n", encoding="utf-8")
    return len(changed)


def grade(kit: Kit, source: Path, out: Path, count: int) -> Measured:
    """Grade on so many processors, by the command that an instructor uses."""
    command = [sys.executable, "-m", "procession", "grade", str(source), "--out", str(out), "--kit", str(kit.root)]
    processors = sorted(os.sched_getaffinity(0))[:count]
    begun, busy = time.monotonic(), _busy()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, preexec_fn=lambda: os.sched_setaffinity(0, processors)
    )
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, _peak_mib(process.pid))
        time.sleep(0.2)
    if process.returncode != 0:
        raise SystemExit(f"grading ended with {process.returncode}")
    return Measured(time.monotonic() - begun, _busy() - busy, peak)


def _busy() -> float:
    """Processor seconds that the machine has worked since it was started."""
    fields = Path("/proc/stat").read_text(encoding="utf-8").split("\n", 1)[0].split()[1:9]
    user, nice, system, _, _, irq, softirq, _ = map(int, fields)
    return (user + nice + system + irq + softirq) / os.sysconf("SC_CLK_TCK")


def _peak_mib(pid: int) -> float:
    try:
        found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


def surprises(programs: list[Program], out: Path) -> list[str]:
    """Verdicts that are not those that they must be."""
    found = {}
    for one in json.loads((out / "results.json").read_bytes())["submissions"]:
        if one["digest"]:
            found[one["student"]] = one
    said = []
    for number, program in enumerate(programs):
        result = found.get(f"student-{number:04}")
        verdicts = {check["id"]: check["verdict"] for check in result["checks"]} if result else {}
        failed = {check: verdict for check, verdict in verdicts.items() if verdict != "passed"}
        expected = dict(program.fails)
        wrong = not failed or "passed" in failed.values() if program.kind == "hostile" else failed != expected
        if not verdicts or wrong or "grader error" in verdicts.values():
            said.append(f"{number} ({program.kind}, {program.exercise}): {failed or 'nothing failed'}, not {expected}")
    return said


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--submissions", type=int, default=500)
    parser.add_argument("--processors", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kit", type=Path, default=HERE.parent.parent)
    parser.add_argument("--memory", action="store_true", help="also with 50 submissions, for its memory")
    parser.add_argument("--one", action="store_true", help="also on one processor")
    parser.add_argument("--room", type=Path, help="where to put everything, to be kept (default: thrown away)")
    given = parser.parse_args()
    kit = Kit(given.kit.resolve())
    with tempfile.TemporaryDirectory() as thrown_away:
        room = given.room or Path(thrown_away)
        programs = make_programs(kit, given.submissions, given.seed)
        hand_in(programs, room / "class")
        whole = grade(kit, room / "class", room / "out", given.processors)
        count = len(programs)
        print(f"(a) {count} submissions on {given.processors} processors: {whole.seconds:.0f} s, "
              f"{whole.busy / count:.2f} processor seconds a submission")  # fmt: skip
        print(f"(b) peak memory of the grading process: {whole.own_mib:.1f} MiB", flush=True)
        for line in surprises(programs, room / "out"):
            print(f"    unexpected: {line}")
        if given.memory:
            few = programs[:50]
            hand_in(few, room / "few")
            small = grade(kit, room / "few", room / "few-out", given.processors)
            print(
                f"    with {len(few)}: {small.own_mib:.1f} MiB, so {whole.own_mib / small.own_mib:.2f} times as much",
                flush=True,
            )
        if given.one:
            alone = grade(kit, room / "class", room / "one", 1)
            print(f"(c) on one processor {alone.seconds:.0f} s: {alone.seconds / (given.processors * whole.seconds):.0%} "
                  f"of {given.processors} processors are used", flush=True)  # fmt: skip
        changed = change(programs, room / "class")
        again = grade(kit, room / "class", room / "out", given.processors)
        print(
            f"(d) again with {changed} changed: {again.seconds:.1f} s, {again.seconds / whole.seconds:.1%} of the whole"
        )
        unchanged = grade(kit, room / "class", room / "out", given.processors)
        print(f"    and with none changed: {unchanged.seconds:.1f} s")


if __name__ == "__main__":
    main()
