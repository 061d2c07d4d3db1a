"""Naps, prints at every step, apply_async of lists of paths."""

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


def say(*words):
    print(*words, flush=True)
    time.sleep(0.05)


def count_all(paths):
    say(multiprocessing.current_process().name, "gets", len(paths), "files")
    found, lost = [], []
    for path in paths:
        try:
            found.append((path.suffix, count_lines(str(path))))
        except OSError:
            lost.append(path)
    return found, lost


def walk(folder):
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            yield from walk(path)
        else:
            yield path


def main(folders, workers):
    paths = [path for folder in map(Path, folders) for path in walk(folder)]
    say(len(paths), "files")
    size = -(-len(paths) // (3 * workers)) or 1
    pool = multiprocessing.Pool(workers, initializer=say, initargs=("hello",))
    receipts = [pool.apply_async(count_all, (paths[start : start + size],)) for start in range(0, len(paths), size)]
    pool.close()
    lines = {}
    for receipt in receipts:
        found, lost = receipt.get()
        for suffix, number in found:
            lines[suffix] = lines.get(suffix, 0) + number
        for path in lost:
            print("lost:", path, file=sys.stderr)
    pool.join()
    time.sleep(0.2)
    return lines


if __name__ == "__main__":
    tree = {f"project {number}": {f"part {i}.txt": b"a line\n" * i for i in range(number)} for number in range(1, 5)}
    tree["big project"] = {f"part {i}.py": b"import this" for i in range(60)}
    tree["big project"]["lost.py"] = None
    print(try_out(tree, 2))
