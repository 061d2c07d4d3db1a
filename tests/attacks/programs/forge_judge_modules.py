"""Offers modules of its own to whoever would import them, in every process of the run."""

# attacks: tally

import multiprocessing
import sys
import types


def main(numbers):
    for name in ("pytest", "procession", "conftest", "procession.judge", "_pytest"):
        sys.modules[name] = types.ModuleType(name)
    sys.path.insert(0, "/tmp")
    with open("/tmp/json.py", "w") as file:
        file.write("raise SystemExit(0)\n")
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return sum(pool.map(abs, numbers))
