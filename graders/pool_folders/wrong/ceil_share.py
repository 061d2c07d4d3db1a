"""Chunks of ceil(files / workers): 16 files for 5 workers are 4 chunks, and one worker has nothing to do."""

# fails: all_count_together = failed

import math
import sys
import contextlib
import multiprocessing
import tempfile
import time
from pathlib import Path


# given: leave as it is
def count_lines(path):
    """The lines of one file, an unended last one included; slow, and OSError if it can't be read."""
    time.sleep(0.02)
    data = Path(path).read_bytes()
    return data.count(b"\n") + (data != b"" and not data.endswith(b"\n"))


# given: leave as it is, the checks call it
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


def attempt(path):
    try:
        return path, count_lines(path)
    except OSError:
        return path, None


def main(folders, workers):
    paths = [path for folder in folders for path in Path(folder).rglob("*") if not path.is_dir()]
    total = {}
    with multiprocessing.Pool(workers) as pool:
        for path, number in pool.map(attempt, paths, chunksize=max(1, math.ceil(len(paths) / workers))):
            if number is None:
                print(path, file=sys.stderr)
            else:
                total[path.suffix] = total.get(path.suffix, 0) + number
    return total


if __name__ == "__main__":
    print(try_out({"a": {f"{i}.txt": b"x\n" for i in range(12)}, "b": {"lost.py": None}}, 2))
