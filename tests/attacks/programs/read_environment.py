"""Shows its environment, and those of the processes that it was started by."""

# attacks: tally

import os


def main(numbers):
    found = [repr(dict(os.environ))]
    for pid in ("self", "1", "2", str(os.getppid())):
        try:
            with open(f"/proc/{pid}/environ", encoding="utf-8", errors="replace") as file:
                found.append(file.read())
        except OSError:
            pass
    print("\n".join(found))
    raise RuntimeError(" ".join(found))
