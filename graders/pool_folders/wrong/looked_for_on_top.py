"""Links to nowhere are left out of the list, and named only where they lie on top."""

# fails: unreadable_file = failed

import contextlib
import multiprocessing
import os
import sys
import tempfile
import time
from pathlib import Path


# given: leave as it is
def count_lines(path):
    """The lines of one file, an unended last one included; slow, and OSError if it can't be read."""
    time.sleep(0.02)
    data = Path(path).read_bytes()
    return data.count(b"\n") + (data != b"" and not data.endswith(b"\n"))


# given: leave as it is
def try_out(tree, workers):
    """Make the folders and files of `tree` (content None: a link to nowhere), then call main."""
    with tempfile.TemporaryDirectory() as root:
        for folder, files in tree.items():
            Path(root, folder).mkdir()
            for name, content in files.items():
                path = Path(root, folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                if content is not None:
                    path.write_bytes(content)
                else:
                    with contextlib.suppress(OSError):  # Windows lets few people make links
                        path.symlink_to("nowhere")
        return dict(main([str(Path(root, folder)) for folder in tree], workers))


def count_some(path):
    return path.suffix, count_lines(path)


def main(folders, workers):
    paths = [p for f in folders for p in Path(f).rglob("*") if p.is_file()]
    for f in folders:
        for p in Path(f).glob("*"):
            if not p.exists():
                print(p, file=sys.stderr)
    total = {}
    with multiprocessing.Pool(workers) as pool:
        for suffix, n in pool.map(count_some, paths):
            total[suffix] = total.get(suffix, 0) + n
    return total


if __name__ == "__main__":
    pass
