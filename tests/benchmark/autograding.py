"""What nbgrader takes for a submission: ratios, measured in turns. `python tests/benchmark/autograding.py [TIMES]`.

(a) `nbgrader autograde` with the kit's preprocessors, over stock `nbgrader autograde` whose grade cells run the
    same hidden checks in the kernel, one cell a check;
(b) `procession nbgrader autograde`, over the same.

Medians of interleaved repetitions on one class of hung_consumer: a right answer, the stub, and wrong ones.
Needs the extra `nbgrader`.
"""

import json
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from notebooks.classroom import Classroom, named
from run import KIT, seconds

SLUG = "hung_consumer"
WRONG = ("not_joined", "results_until_empty", "false_as_the_end", "last_item_lost")
IN_THE_KERNEL = """\
from pathlib import Path
from procession.catalog import Kit
from procession.judge import Bench, Terms

with Bench(Terms()) as bench:
    [result] = bench.judge([Kit(Path({kit!r})).exercise({slug!r})], Path.cwd(), "", only=[{check!r}])
result.checks[0].points
"""


class Stock(Classroom):
    """The same course as nbgrader alone would grade it: the checks are in the cells, and the cells are run."""

    def open(self) -> "Stock":
        """Put the checks into the grade cells, and leave of the configuration only the name of the course."""
        self.procession("init", self.course, "--exercise", self.slug, "--layout", "exercise", "--kit", self.kit)
        path = self.course / "source" / self.slug / f"{self.slug}.ipynb"
        nb = json.loads(path.read_text(encoding="utf-8"))
        for cell in nb["cells"]:
            if cell["metadata"]["nbgrader"]["grade"]:
                check = named(cell).partition("-")[2]
                cell["source"] = IN_THE_KERNEL.format(kit=str(self.kit), slug=self.slug, check=check)
            elif cell["source"].startswith("from procession.notebooks"):
                cell["source"] = "pass"  # the public checks are not run by the kit either
        path.write_text(json.dumps(nb), encoding="utf-8")
        config = "c = get_config()\nc.CourseDirectory.course_id = 'stock'\nc.Execute.timeout = 600\n"
        (self.course / "nbgrader_config.py").write_text(config, encoding="utf-8")
        self.nbgrader("generate_assignment", self.slug)
        return self


def fill(room: Classroom) -> Classroom:
    """Hand in the class."""
    answers = {"right": KIT / "solutions" / SLUG / f"{SLUG}.py", "stub": KIT / "exercises" / SLUG / f"{SLUG}.py"}
    answers |= {name: KIT / "graders" / SLUG / "wrong" / f"{name}.py" for name in WRONG}
    for student, path in answers.items():
        room.hand_in(student, path.read_text(encoding="utf-8"))
    return room


def main() -> None:
    """Print the ratios, and whether the scores agree."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    folder = Path(tempfile.mkdtemp(prefix="procession-benchmark-"))
    for name in ("ours", "stock"):
        (folder / name).mkdir()
    ours = fill(Classroom(folder / "ours", KIT, SLUG).open())
    stock = fill(Stock(folder / "stock", KIT, SLUG).open())
    ways = {
        "stock nbgrader autograde, checks in cells": lambda: stock.nbgrader("autograde", SLUG, "--force"),
        "nbgrader autograde with the kit": lambda: ours.nbgrader("autograde", SLUG, "--force"),
        "procession nbgrader autograde": lambda: ours.procession("autograde", SLUG, "--force"),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    scores = []
    for _ in range(times):
        for name, way in ways.items():
            taken[name].append(seconds(way) / len(ours.programs))
            scores.append((stock if "stock" in name else ours).scores())
    base = statistics.median(taken["stock nbgrader autograde, checks in cells"])
    for name, found in taken.items():
        median = statistics.median(found)
        print(f"{name}: {median / base:.2f}   ({median:.2f} s a submission, {times} times)")
    print("scores agree" if all(one == scores[0] for one in scores) else f"SCORES DIFFER: {scores}")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
