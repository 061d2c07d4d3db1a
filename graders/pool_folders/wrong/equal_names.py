"""Files are kept by their names: those of the same name in other folders are lost."""

# fails: right_totals = failed
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


def files_below(folders):
    """Every file in the folders and below, links to nowhere included."""
    for folder in folders:
        for where, _, names in os.walk(folder):
            for name in names:
                yield os.path.join(where, name)


def attempt(path):
    """(suffix, lines) of a file, None if it can't be read."""
    try:
        return Path(path).suffix, count_lines(path)
    except OSError as error:
        print(f"left out {path}: {error.strerror}", file=sys.stderr)
        return None


def add_up(found):
    lines = {}
    for suffix, number in filter(None, found):
        lines[suffix] = lines.get(suffix, 0) + number
    return lines


def main(folders, workers):
    paths = {os.path.basename(path): path for path in files_below(folders)}
    with multiprocessing.Pool(workers) as pool:
        return add_up(pool.map(attempt, list(paths.values())))


if __name__ == "__main__":
    tree = {f"project {number}": {f"part {i}.txt": b"a line\n" * i for i in range(number)} for number in range(1, 5)}
    tree["big project"] = {f"part {i}.py": b"import this" for i in range(60)}
    tree["big project"]["lost.py"] = None
    print(try_out(tree, 2))
