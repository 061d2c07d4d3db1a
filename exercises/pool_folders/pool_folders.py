"""A worker for each folder: five folders are five processes, and the biggest folder has only one of them.

Run it by hand: it prints when each folder was done, and what a link to nowhere does to the rest."""

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


def count_folder(folder):
    lines = {}
    for path in Path(folder).rglob("*"):
        if not path.is_dir():
            lines[path.suffix] = lines.get(path.suffix, 0) + count_lines(path)
    print(f"{multiprocessing.current_process().name} is done with {Path(folder).name}")
    return lines


def main(folders, workers):
    total = {}
    with multiprocessing.Pool(len(folders)) as pool:
        for lines in pool.imap_unordered(count_folder, folders):
            for suffix, number in lines.items():
                total[suffix] = total.get(suffix, 0) + number
    return total


if __name__ == "__main__":
    tree = {f"project {number}": {f"part {i}.txt": b"a line\n" * i for i in range(number)} for number in range(1, 5)}
    tree["big project"] = {f"part {i}.py": b"import this" for i in range(60)}
    tree["big project"]["lost.py"] = None
    print(try_out(tree, 2))
