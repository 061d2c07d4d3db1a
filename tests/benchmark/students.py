"""What a student waits for: ratios, measured side by side in one run. `python tests/benchmark/students.py`.

(a) `procession list` in a working folder with the whole course, over `python -c pass`;
(b) from the save of a program to its verdict on the screen of `procession watch`, over the time that the
    checks themselves take.

Medians of interleaved repetitions, on a terminal of its own for (b).
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import pexpect
from procession.catalog import packaged_kit
from procession.judge import Bench
from procession.student.checking import terms
from procession.student.keeping import start
from run import KIT, compare, seconds

SLUG = "hung_consumer"
READY = "q quit"


def start_up(root: Path, times: int) -> None:
    """(a)."""
    listing = [str(Path(sys.executable).with_name("procession")), "list"]
    # As a student has it: pip compiles what it installs, an editable installation is compiled at first use.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def run(command: list[str]) -> None:
        subprocess.run(command, cwd=root, env=environment, stdout=subprocess.DEVNULL, check=True)

    run(listing)
    compare("(a) list over `python -c pass`", lambda: run(listing), lambda: run([sys.executable, "-c", "pass"]), times)


def save_to_verdict(root: Path, times: int) -> None:
    """(b), with the stub and the right answer in turns."""
    answers = (KIT / "solutions" / SLUG / f"{SLUG}.py", KIT / "exercises" / SLUG / f"{SLUG}.py")
    program = root / SLUG / f"{SLUG}.py"
    command = ["-m", "procession", "watch", SLUG, "--plain"]
    watch = pexpect.spawn(sys.executable, command, cwd=str(root), encoding="utf-8", timeout=300)
    watch.expect(READY)
    pairs = []
    for number in range(times):
        answer = answers[number % 2]

        def save(answer: Path = answer) -> None:
            shutil.copyfile(answer, program)
            watch.expect(READY)

        def judge() -> None:
            with Bench(terms("controlled", "auto")) as bench:
                bench.judge([packaged_kit().exercise(SLUG)], root / SLUG, "")

        pairs.append((seconds(save), seconds(judge)))
    watch.send("q")
    watch.expect(pexpect.EOF)
    latency, own = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"(b) save to verdict over the checks alone: {latency / own:.2f}   ({latency:.2f} s against {own:.2f} s)")


def main() -> None:
    """Both, in a working folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        root = start(Path(folder) / "course", packaged_kit(), packaged_kit().slugs()).course.root
        start_up(root, 41)
        save_to_verdict(root, 10)


if __name__ == "__main__":
    main()
