"""Fuzz what the grading side makes of the words of a run: `python tests/fuzz/wire.py [--seconds N] [--corpus DIR]`.

Coverage-guided, by atheris (`pip install -e '.[fuzz]'`; CPython 3.11 to 3.13 on Linux). Scripts (harness.py) are
mutated as bytes and, half of the time, as the messages that they are. Ends with the traceback of the first finding
and writes its script into the current folder as crash-...; `--replay FILE` runs one again.
"""

import argparse
import copy
import json
import os
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

INTERESTING: list[Any] = [
    None, True, False, 0, 1, -1, 2**31, 2**32, 2**63, 2**64, 10, 11, 12, 0.0, -1.0, 1e308, "", "main", "handle", "fork", "\ud800",
    "x" * 300, "sem1.1", "sem1.1|pipe1.1", "proc10", "proc11", "proc²", "pipe1.1", "sock2", "link1", "file:a.txt", "mem1", "fd:3",
    "stdout", "1", [], [[]], ["i", "0x1"], ["l", [["n"]]], ["m.py", 3, "main"], ["u", "7aCA"], ["f", "nan"], {}, {"a": 1},
]  # fmt: skip
OPS = (
    "import enter returned raised broken call start begin join acquire try release recv send poll wait sleep spin print file "
    "read write load store memory signal alive clock lookup stat"
).split()
NOTES: list[list[Any]] = [
    ["touch", "sem1.1"], ["got", "sem1.1"], ["gave", "sem1.1"], ["polled", True], ["polled", False], ["short", "pipe1.1", 3],
    ["access", "mem1", "0:4", "sem1.1", True], ["ungated", "mmap"], ["missed", "x"], ["pair", "sock2", "sock3"],
    ["ended", "1", ""], ["reaped", 11, 0], ["queue", "put", "begin", "q1"], ["queue", "put", "end", "q1"], ["forked", 12],
    ["child", 11, "fork", [1], "Process-1", "work", False, "Process"], ["self", [1], "Process-1", "work", False, "Process"],
]  # fmt: skip


def mutated(script: bytes, chance: random.Random) -> bytes:
    """The script with some of its messages changed, moved, doubled or dropped."""
    lines = script.split(b"\n")
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(lines))
        how = chance.randrange(6)
        if how == 0:
            lines.insert(at, lines[chance.randrange(len(lines))])
        elif how == 1 and len(lines) > 1:
            del lines[at]
        elif how == 2:
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        elif how == 3:
            lines[at] = chance.choice("abcd").encode() + lines[at][1:]
        else:
            try:
                message = json.loads(lines[at][1:])
            except (ValueError, RecursionError):
                continue
            lines[at] = lines[at][:1] + _written(_changed(message, chance))
    return b"\n".join(lines)


def _changed(message: Any, chance: random.Random) -> Any:
    """A message with one part exchanged, or with another operation or one event more."""
    if isinstance(message, list) and len(message) == 9 and chance.random() < 0.5:
        if chance.random() < 0.5:
            message[2] = chance.choice(OPS)
        elif isinstance(message[8], list):
            message[8].append([chance.choice([10, 11, 12, None]), *copy.deepcopy(chance.choice(NOTES))])
        return message
    spots = list(_spots(message))
    if spots:
        holder, key = chance.choice(spots)
        holder[key] = copy.deepcopy(chance.choice(INTERESTING))
    return message


def _spots(value: Any) -> Any:
    items = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    for key, item in list(items):
        yield value, key
        yield from _spots(item)


def _written(message: Any) -> bytes:
    return json.dumps(message, separators=(",", ":")).encode()


def main() -> None:
    """Fuzz, or replay one script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--corpus", type=Path, help="folder of scripts, made and added to (default: a temporary one)")
    parser.add_argument("--replay", type=Path)
    options = parser.parse_args()
    if options.replay:
        from fuzz.harness import play

        print(play(options.replay.read_bytes()).ending)
        return
    try:
        import atheris
    except ImportError:
        sys.exit("atheris is not installed: pip install -e '.[fuzz]'")
    with atheris.instrument_imports(include=["procession.engine", "procession.inside.values", "procession.picture"]):
        from fuzz.harness import play
        from fuzz.seeds import BY_HAND, recorded
    corpus = options.corpus or Path(tempfile.mkdtemp(prefix="procession-fuzz-"))
    corpus.mkdir(exist_ok=True)
    for number, script in enumerate([*BY_HAND, *recorded()]):
        (corpus / f"seed-{number}").write_bytes(script)

    def one(script: bytes) -> None:
        play(
            script, ("round-robin", "first-come")[len(script) % 2], ("adversarial", "fair")[len(script) // 2 % 2], False
        )

    def mutate(script: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if chance.random() < 0.5:
            return bytes(atheris.Mutate(script, most))
        return mutated(script, chance)[:most]

    arguments = [sys.argv[0], str(corpus), f"-max_total_time={options.seconds}", "-max_len=8192", "-timeout=20"]
    atheris.Setup([*arguments, f"-artifact_prefix={os.getcwd()}/"], one, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
