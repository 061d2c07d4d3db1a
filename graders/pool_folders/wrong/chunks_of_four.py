"""Chunks of four, however many files and workers there are: a dozen files are three chunks."""

# fails: all_count_together = failed

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
    try:
        return path.suffix, count_lines(path)
    except OSError as error:
        print(error, file=sys.stderr)
        return None


def main(folders, workers):
    paths = [p for f in folders for p in Path(f).rglob("*") if not p.is_dir()]
    total = {}
    with multiprocessing.Pool(workers) as pool:
        for found in pool.imap_unordered(count_some, paths, chunksize=4):
            if found:
                total[found[0]] = total.get(found[0], 0) + found[1]
    return total


if __name__ == "__main__":
    pass
