"""Attacks that are no Python program: what lies beside an answer, how a folder is made, what an archive holds."""

import io
import os
import socket
import stat
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from attacks.arena import MINI_KIT, Attack

WRONG = (MINI_KIT / "graders" / "tally" / "wrong" / "absolute.py").read_text(encoding="utf-8")
RIGHT = (MINI_KIT / "solutions" / "tally" / "tally.py").read_text(encoding="utf-8")
_CLAIM = "import os\nos._exit(0)\n"
_CHEAT = "def main(numbers):\n    return 0\n"
_built: list[Attack] = []


def attack(build: Callable[[Path, str], None]) -> Callable[[Path, str], None]:
    """Register a builder; its name and first line say what it is."""
    assert build.__doc__
    _built.append(Attack(build.__name__, "tally", build.__doc__, build))
    return build


def attacks() -> list[Attack]:
    """All of them."""
    return list(_built)


def _beside(folder: Path, **files: str) -> Path:
    folder.mkdir()
    for name, text in {"tally.py": WRONG, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@attack
def build_pytest_files(source: Path, name: str) -> None:
    """Brings files that pytest would read: conftest.py, pytest.ini, a plugin, checks of its own."""
    hook = "def pytest_runtest_makereport(item, call):\n    raise SystemExit(0)\n"
    ini = "[pytest]\naddopts = -p plugin --collect-only\n"
    _beside(source / name, **{"conftest.py": hook, "plugin.py": hook, "test_tally.py": "def test_adds():\n    pass\n"})
    for file in ("pytest.ini", "tox.ini", "setup.cfg"):
        (source / name / file).write_text(ini, encoding="utf-8")


@attack
def build_start_up_files(source: Path, name: str) -> None:
    """Brings files that an interpreter would run when it starts: sitecustomize.py, usercustomize.py, .pth."""
    files = dict.fromkeys(("sitecustomize.py", "usercustomize.py", "__main__.py", "__init__.py"), _CLAIM)
    _beside(source / name, **files, **{"x.pth": "import os; os._exit(0)\n", "pyvenv.cfg": "home = /work\n"})


@attack
def build_library_names(source: Path, name: str) -> None:
    """Brings files that are named as modules of the library, of pytest and of the kit."""
    names = (
        "json",
        "struct",
        "socket",
        "os",
        "pytest",
        "msgspec",
        "procession",
        "procession_inside",
        "multiprocessing",
    )
    more = ("random", "pickle", "queue", "runpy", "site", "_given", "test_tally", "_posixsubprocess", "encodings")
    _beside(source / name, **{f"{one}.py": _CLAIM for one in (*names, *more)})


@attack
def build_compiled(source: Path, name: str) -> None:
    """Brings compiled modules, one beside its source and one in its cache, that differ from what can be read."""
    import importlib.util
    import marshal

    head = importlib.util.MAGIC_NUMBER + struct.pack("<III", 1, 0, 0)
    code = head + marshal.dumps(compile(_CHEAT, "tally.py", "exec"))
    folder = _beside(source / name)
    (folder / "__pycache__").mkdir()
    for tag in (11, 12, 13):
        (folder / "__pycache__" / f"tally.cpython-3{tag}.pyc").write_bytes(code)
    (folder / "tally.pyc").write_bytes(code)
    (folder / "tally.so").write_bytes(b"\x7fELF" + code)


@attack
def build_link_to_answer(source: Path, name: str) -> None:
    """Is a link to the solution instead of a file."""
    (source / name).mkdir()
    (source / name / "tally.py").symlink_to(source.parent / "kit" / "solutions" / "tally" / "tally.py")


@attack
def build_link_to_folder(source: Path, name: str) -> None:
    """Has for a folder a link to the folder of the solution."""
    (source / name).mkdir()
    (source / name / "tally").symlink_to(source.parent / "kit" / "solutions" / "tally")


@attack
def build_link_to_neighbour(source: Path, name: str) -> None:
    """Has for a folder a link to the folder of another student, and is itself one."""
    (source / name).mkdir()
    (source / name / "tally").symlink_to(source / "000-0-honest")
    (source / f"{name}-link").symlink_to(source / "000-0-honest")


@attack
def build_links_beside(source: Path, name: str) -> None:
    """Has links to hidden files, to itself and to nowhere beside its answer, which shows what it reads there."""
    folder = _beside(
        source / name,
        **{
            "tally.py": "import glob\n\n\ndef main(numbers):\n    raise OSError([open(n).read() for n in glob.glob('*.txt')])\n"
        },
    )
    (folder / "seed.txt").symlink_to(source.parent / "kit" / "graders" / "seed.txt")
    (folder / "beside.txt").symlink_to("../../beside.txt")
    (folder / "loop").symlink_to(".")
    (folder / "nowhere.txt").symlink_to("nowhere.txt")
    (folder / "memory.txt").symlink_to("/proc/self/environ")


@attack
def build_pipes(source: Path, name: str) -> None:
    """Has named pipes and sockets where files are expected: who opens one waits for ever."""
    folder = source / name
    folder.mkdir()
    os.mkfifo(folder / "tally.py")
    os.mkfifo(source / f"{name}-pipe.zip")
    second = _beside(source / f"{name}-2")
    os.mkfifo(second / "data.txt")
    with socket.socket(socket.AF_UNIX) as sock:
        here = os.open(second, os.O_RDONLY)
        sock.bind(f"/proc/self/fd/{here}/sock")
        os.close(here)


@attack
def build_big_files(source: Path, name: str) -> None:
    """Is bigger than anybody reads: a file with a hole of a terabyte, and many files."""
    folder = _beside(source / name)
    with open(folder / "big.txt", "wb") as file:
        file.truncate(1 << 40)
    for number in range(3000):
        (folder / f"{number}.txt").write_text("x")


@attack
def build_big_module(source: Path, name: str) -> None:
    """Is a module of two megabytes, and one of zeros."""
    _beside(source / name, **{"tally.py": WRONG + "#" * (2 << 20)})
    _beside(source / f"{name}-zeros", **{"tally.py": "\0" * 1000})


@attack
def build_deep(source: Path, name: str) -> None:
    """Has folders in folders, two thousand deep."""
    folder = _beside(source / name)
    here = os.open(folder, os.O_RDONLY)
    for _ in range(2000):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)


@attack
def build_deep_source(source: Path, name: str) -> None:
    """Is Python nested so deep that its reader breaks."""
    _beside(source / name, **{"tally.py": "x = " + "(" * 100_000 + ")" * 100_000})
    _beside(source / f"{name}-minus", **{"tally.py": WRONG + "y = lambda: " + "-" * 50_000 + "1\n"})
    _beside(
        source / f"{name}-blocks",
        **{"tally.py": "".join(" " * n + "if 1:\n" for n in range(2000)) + " " * 2000 + "pass"},
    )


@attack
def build_not_text(source: Path, name: str) -> None:
    """Is no text in any encoding, and says so of itself."""
    for number, data in enumerate(
        (b"\xff\xfe" + WRONG.encode("utf-16-le"), b"# coding: nothing\n", b"\x89PNG\r\n", b"# coding: rot13\n")
    ):
        folder = _beside(source / f"{name}-{number}")
        (folder / "tally.py").write_bytes(data)


@attack
def build_control_names(source: Path, name: str) -> None:
    """Gives its folder and its files names with escapes, line breaks, markup and formulas."""
    evil = "\x1b[2J\r\n=1+1,<script>`|**\u202e\u2028\x9b"
    _beside(source / f"{name}{evil}", **{f"=cmd{evil}.txt": "x", f"::set-output{evil}": "x", "-rf": "x"})


@attack
def build_broken_names(source: Path, name: str) -> None:
    """Gives its folder and its files names that are no UTF-8."""
    folder = _beside(source / f"{name}\udcff\udc80")
    (folder / "a\udcff.txt").write_text("x")
    os.mkfifo(folder / "b\udcff.txt")


@attack
def build_taken_names(source: Path, name: str) -> None:
    """Is called as the results are, and as options of commands."""
    for one in ("results.json", "grades.csv", "results.json.part", "--help", "-p"):
        _beside(source / one)
    _beside(source / name)


@attack
def build_locked(source: Path, name: str) -> None:
    """Has files and folders that may not be read."""
    folder = _beside(source / name, **{"inner/x.txt": "x"})
    for path in (folder / "inner", folder / "tally.py"):
        path.chmod(0)


def _zip(path: Path, members: dict[str, bytes | str], modes: dict[str, int] | None = None) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            info = zipfile.ZipInfo(member)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (modes or {}).get(member, stat.S_IFREG | 0o644) << 16
            archive.writestr(info, data)


@attack
def build_zip_slip(source: Path, name: str) -> None:
    """Is an archive whose files lead out of it, to the next student and to the results."""
    ways = ("../000-0-honest/tally.py", "/tmp/attack-slip.py", "..\\..\\attack.py", "a/../../x.py", "C:\\x.py")
    _zip(source / f"{name}.zip", {"tally.py": WRONG, **dict.fromkeys((*ways, "../../results.json"), _CHEAT)})


@attack
def build_zip_links(source: Path, name: str) -> None:
    """Is an archive with links and devices in it."""
    modes = {"tally.py": stat.S_IFLNK | 0o777, "dev": stat.S_IFCHR | 0o666, "pipe": stat.S_IFIFO | 0o666}
    _zip(source / f"{name}.zip", {"tally.py": "../../kit/solutions/tally/tally.py", "dev": "", "pipe": ""}, modes)


@attack
def build_zip_bomb(source: Path, name: str) -> None:
    """Is a small archive that unpacks to a gigabyte, and says that it is small."""
    _zip(source / f"{name}.zip", {"tally.py": WRONG, **{f"{n}.txt": b"\0" * (8 << 20) for n in range(20)}})


@attack
def build_zip_names(source: Path, name: str) -> None:
    """Is an archive whose files have no name, are called as their own folder, or have escapes in their names."""
    evil = (
        ".",
        "./",
        "//",
        "a//b",
        "\x1b[2J\u202e",
        "tally.py/x",
        "d/" * 1500 + "x",
        "n" * 5000,
        "::set-output x",
        "aux",
    )
    _zip(source / f"{name}.zip", {"tally.py": WRONG, **dict.fromkeys(evil, "x")})
    path = source / f"{name}-empty.zip"
    _zip(path, {"tally.py": WRONG, "QQ": "x"})
    path.write_bytes(path.read_bytes().replace(b"QQ", b"\0\0"))


@attack
def build_zip_damaged(source: Path, name: str) -> None:
    """Is an archive whose compressed data, directory or sizes have been tampered with."""
    _zip(source / f"{name}.zip", {"tally.py": WRONG * 50})
    data = (source / f"{name}.zip").read_bytes()
    (source / f"{name}.zip").write_bytes(data[:60] + bytes(b ^ 0x5A for b in data[60:120]) + data[120:])
    for number, changed in enumerate(
        (data[:-30], b"PK\5\6" + b"\xff" * 18, data[: len(data) // 2], b"", data.replace(b"\x08\0", b"\x0e\0"))
    ):
        (source / f"{name}-{number}.zip").write_bytes(changed)


@attack
def build_tar_tricks(source: Path, name: str) -> None:
    """Is a tar archive with links, devices, and files that lead out of it."""
    links = {"x.py": tarfile.SYMTYPE, "y.py": tarfile.LNKTYPE, "dev": tarfile.CHRTYPE, "pipe": tarfile.FIFOTYPE}
    with tarfile.open(source / f"{name}.tar.gz", "w:gz") as archive:
        for member, kind in links.items():
            info = tarfile.TarInfo(member)
            info.type, info.linkname = kind, "../../kit/solutions/tally/tally.py"
            archive.addfile(info)
        for member in ("tally.py", "../000-0-honest/tally.py", "/tmp/attack-tar.py", "x.py/z.py", "\x1b[2J\u202e"):
            info = tarfile.TarInfo(member)
            text = (WRONG if member == "tally.py" else _CHEAT).encode()
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text))


@attack
def build_platform_names(source: Path, name: str) -> None:
    """Is called as the files of Canvas and folders of Moodle are, and is a link to the solution, a pipe, and a folder."""
    (source / f"{name}_1_2_tally.py").symlink_to(source.parent / "kit" / "solutions" / "tally" / "tally.py")
    os.mkfifo(source / f"{name}_LATE_1_3_tally-1.py")
    (source / f"{name}_assignsubmission_file_").symlink_to(source.parent / "kit" / "solutions" / "tally")
    _beside(source / f"{name} ..\n::set-output_9_assignsubmission_file")
