"""As many as there are workers are counted at the same time, all others one by one."""

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
        return Path(path).suffix, count_lines(path), None
    except OSError as error:
        return None, 0, f"{path}: {error}"


def attempts(paths):
    return [attempt(path) for path in paths]


def main(folders, workers):
    paths = [os.path.join(here, name) for folder in folders for here, _, names in os.walk(folder) for name in names]
    total = {}
    with multiprocessing.Pool(workers) as pool:
        results = pool.map(attempt, paths[:workers], chunksize=1)
        for start in range(workers, len(paths), 8):
            results += pool.apply(attempts, (paths[start : start + 8],))
        pool.close()
        pool.join()
    for suffix, lines, trouble in results:
        if trouble:
            print(trouble, file=sys.stderr)
        else:
            total[suffix] = total.get(suffix, 0) + lines
    return total


if __name__ == "__main__":
    tree = {f"project {number}": {f"part {i}.txt": b"a line\n" * i for i in range(number)} for number in range(1, 5)}
    tree["big project"] = {f"part {i}.py": b"import this" for i in range(60)}
    tree["big project"]["lost.py"] = None
    print(try_out(tree, 2))
