"""A pipe to each worker; whoever has answered gets the next batch."""

import contextlib
import glob
import multiprocessing
import os
import sys
import tempfile
import time
from multiprocessing.connection import wait
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
    """(suffix, lines) of a file, None if it can't be read."""
    try:
        return Path(path).suffix, count_lines(path)
    except OSError as error:
        print(f"left out {path}: {error.strerror}", file=sys.stderr)
        return None


def serve(connection):
    with contextlib.suppress(EOFError):
        while True:
            connection.send([attempt(path) for path in connection.recv()])


def main(folders, workers):
    paths = []
    for folder in folders:
        found = glob.glob("**", root_dir=folder, recursive=True, include_hidden=True)
        paths += [os.path.join(folder, name) for name in found if not os.path.isdir(os.path.join(folder, name))]
    size = 2 if len(paths) < 50 else 8
    batches = [paths[start : start + size] for start in range(0, len(paths), size)]
    crew, busy = {}, 0
    for _ in range(workers):
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.Process(target=serve, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        crew[ours] = process
    lines = {}
    for connection in crew:
        if batches:
            connection.send(batches.pop())
            busy += 1
    while busy:
        for connection in wait(list(crew)):
            for suffix, number in filter(None, connection.recv()):
                lines[suffix] = lines.get(suffix, 0) + number
            busy -= 1
            if batches:
                connection.send(batches.pop())
                busy += 1
    for connection, process in crew.items():
        process.terminate()  # under fork others hold copies of our ends: it would never see the end
        process.join()
    return lines


if __name__ == "__main__":
    tree = {f"project {number}": {f"part {i}.txt": b"a line\n" * i for i in range(number)} for number in range(1, 5)}
    tree["big project"] = {f"part {i}.py": b"import this" for i in range(60)}
    tree["big project"]["lost.py"] = None
    print(try_out(tree, 2))
