"""Workers of one's own and a queue of chunks, an end signal for each worker."""

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


class Counter(multiprocessing.Process):
    def __init__(self, chunks, results):
        super().__init__()
        self.chunks, self.results = chunks, results

    def run(self):
        lines = {}
        for chunk in iter(self.chunks.get, None):
            for path in chunk:
                try:
                    number = count_lines(path)
                except OSError as error:
                    sys.stderr.write(f"{error}\n")
                else:
                    suffix = Path(path).suffix
                    lines[suffix] = lines.get(suffix, 0) + number
        self.results.put(lines)


def main(folders, workers):
    chunks, results = multiprocessing.Queue(), multiprocessing.SimpleQueue()
    crew = [Counter(chunks, results) for _ in range(workers)]
    for counter in crew:
        counter.start()
    paths = list(files_below(folders))
    size = min(10, max(1, len(paths) // workers // 2))
    for start in range(0, len(paths), size):
        chunks.put(paths[start : start + size])
    for _ in crew:
        chunks.put(None)
    total = {}
    for _ in crew:
        for suffix, number in results.get().items():
            total[suffix] = total.get(suffix, 0) + number
    for counter in crew:
        counter.join()
    return total


if __name__ == "__main__":
    tree = {f"project {number}": {f"part {i}.txt": b"a line\n" * i for i in range(number)} for number in range(1, 5)}
    tree["big project"] = {f"part {i}.py": b"import this" for i in range(60)}
    tree["big project"]["lost.py"] = None
    print(try_out(tree, 2))
