"""What a run leaves behind, and how it is done away with: processes, shared memory, files."""

import ctypes
import os
import signal

SHARED = "/dev/shm"
_MIB = 1 << 20


def shared_names():
    """The names of all shared memory that is to be seen from here."""
    try:
        return os.listdir(SHARED)
    except OSError:
        return []


def big_and_unused(names):
    """Shared memory of this user that no living process has mapped: what a run has filled the machine's with.

    Small ones are let be: they may be a neighbour's, who is about to use them.
    """
    big = []
    for name in names:
        try:
            status = os.lstat(os.path.join(SHARED, name))
        except OSError:
            continue
        if status.st_size > _MIB and status.st_uid == os.getuid():
            big.append(name)
    mapped = ""
    for pid in os.listdir("/proc") if big else ():
        try:
            with open(f"/proc/{pid}/maps", encoding="utf-8", errors="surrogateescape") as file:
                mapped += "".join(line for line in file if SHARED in line)
        except OSError:
            pass
    return [name for name in big if os.path.join(SHARED, name) not in mapped]


def sweep(alone):
    """Kill what is left of the run and reap it; return how many were killed."""
    killed = 0
    while True:
        if alone:
            try:
                os.kill(-1, signal.SIGKILL)
            except ProcessLookupError:
                pass
        else:
            for pid in _children():
                _kill_tree(pid)
        try:
            while os.waitpid(-1, 0 if alone else os.WNOHANG)[0]:  # an orphan may have come meanwhile, not killed yet
                killed += 1
        except ChildProcessError:
            pass
        if not _children():
            return killed


def _children():
    with open(f"/proc/self/task/{os.getpid()}/children", encoding="ascii") as file:
        return [int(pid) for pid in file.read().split()]


def _kill_tree(pid):
    try:
        os.kill(pid, signal.SIGSTOP)
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            below = [int(child) for child in file.read().split()]
        for child in below:
            _kill_tree(child)
        os.kill(pid, signal.SIGKILL)
    except (ProcessLookupError, FileNotFoundError):
        pass


def remove_system_v():
    """Remove shared memory, semaphores and message queues of System V, which outlive those who made them."""
    libc = ctypes.CDLL(None)
    for kind in ("shm", "sem", "msg"):
        with open(f"/proc/sysvipc/{kind}", encoding="ascii") as file:
            for line in file.read().splitlines()[1:]:
                _IPC_CONTROL[kind](libc, int(line.split()[1]))


_IPC_RMID = 0
_IPC_CONTROL = {
    "shm": lambda libc, number: libc.shmctl(number, _IPC_RMID, None),
    "sem": lambda libc, number: libc.semctl(number, 0, _IPC_RMID),
    "msg": lambda libc, number: libc.msgctl(number, _IPC_RMID, None),
}


def remove(path):
    """Remove a file or a folder, however deep, and whatever its mode. What is below is pulled up, a level at a time."""
    waiting, count = [path], 0
    while waiting:
        path = waiting.pop()
        try:
            if os.path.islink(path) or not os.path.isdir(path):
                os.unlink(path)
                continue
            os.chmod(path, 0o700)
            for entry in os.scandir(path):
                if entry.is_dir(follow_symlinks=False):
                    count += 1
                    up = f"{os.path.dirname(path)}/.procession-{os.getpid()}-{count}"
                    os.chmod(entry.path, 0o700)  # else it can't be moved
                    os.rename(entry.path, up)
                    waiting.append(up)
                else:
                    os.unlink(entry.path)
            os.rmdir(path)
        except OSError:
            pass
