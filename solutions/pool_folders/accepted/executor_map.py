"""concurrent.futures with a chunk size; the reasons of failures come back, and main names them."""

import contextlib
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
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


def attempt(path: Path) -> int | OSError:
    try:
        return count_lines(path)
    except OSError as error:
        return error


def main(folders: list[str], workers: int) -> dict[str, int]:
    paths = [path for folder in folders for path in Path(folder).rglob("*") if not path.is_dir()]
    lines: dict[str, int] = {}
    with ProcessPoolExecutor(max_workers=workers) as executor:
        chunk = len(paths) // (workers * 2) or 1
        for path, found in zip(paths, executor.map(attempt, paths, chunksize=chunk)):
            if isinstance(found, OSError):
                print("can't read", path, file=sys.stderr)
            else:
                lines[path.suffix] = lines.setdefault(path.suffix, 0) + found
    return lines


if __name__ == "__main__":
    tree = {f"project {number}": {f"part {i}.txt": b"a line\n" * i for i in range(number)} for number in range(1, 5)}
    tree["big project"] = {f"part {i}.py": b"import this" for i in range(60)}
    tree["big project"]["lost.py"] = None
    print(try_out(tree, 2))
