"""Chunks, but within a folder: 150 folders of one file are 150 messages."""

# fails: sent_in_chunks = failed

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


def count_batch(paths):
    lines = {}
    for path in paths:
        try:
            lines[path.suffix] = lines.get(path.suffix, 0) + count_lines(path)
        except OSError as error:
            print(error, file=sys.stderr)
    return lines


def main(folders, workers):
    batches = []
    everything = [[path for path in Path(folder).rglob("*") if not path.is_dir()] for folder in folders]
    per = 1 if sum(map(len, everything)) <= 100 else 3
    for paths in everything:
        batches += [paths[begin : begin + per] for begin in range(0, len(paths), per)]
    total = {}
    with multiprocessing.Pool(workers) as pool:
        for lines in pool.imap_unordered(count_batch, batches):
            for suffix, number in lines.items():
                total[suffix] = total.get(suffix, 0) + number
    return total


if __name__ == "__main__":
    print(try_out({"a": {f"{i}.txt": b"x\n" for i in range(12)}, "b": {"lost.py": None}}, 2))
