"""Of two files of one name that can't be read one is named."""

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


def attempt(path):
    try:
        return path, count_lines(path), None
    except OSError as error:
        return path, 0, str(error)


def main(folders, workers):
    paths = [os.path.join(here, name) for folder in folders for here, _, names in os.walk(folder) for name in names]
    total, lost = {}, {}
    with multiprocessing.Pool(workers) as pool:
        for path, lines, trouble in pool.imap_unordered(attempt, paths, max(1, len(paths) // (4 * workers))):
            if trouble:
                lost[Path(path).name] = trouble
            else:
                total[Path(path).suffix] = total.get(Path(path).suffix, 0) + lines
        pool.close()
        pool.join()
    for trouble in lost.values():
        print(trouble, file=sys.stderr)
    return total


if __name__ == "__main__":
    tree = {f"project {number}": {f"part {i}.txt": b"a line\n" * i for i in range(number)} for number in range(1, 5)}
    tree["big project"] = {f"part {i}.py": b"import this" for i in range(60)}
    tree["big project"]["lost.py"] = None
    print(try_out(tree, 2))
