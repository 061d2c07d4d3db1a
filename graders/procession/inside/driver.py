"""The parent of every run in a box: imports once, forks a root for each run, sweeps up after it.

It speaks with the grading side over descriptor 0 (a socket): one JSON line a command, with the
run's output descriptors passed along. It never imports the submission; only its forks do.
"""

import array
import ctypes
import gc
import importlib
import json
import os
import select
import shutil
import signal
import socket
import sys
import tempfile

from . import program, sweeping

PR_SET_CHILD_SUBREAPER = 36
PR_SET_DUMPABLE = 4
MIB = 1 << 20
# Processes that a reduced box and all others of its user may add: more than honest ones do, with one box a processor.
_BESIDE = 256 + 32 * (os.cpu_count() or 1)


class Control:
    """The socket to the grading side."""

    def __init__(self):
        self.sock = socket.socket(fileno=os.dup(0))
        self.buffer = b""

    def receive(self):
        """Return (command, descriptors), or (None, []) when the grading side has gone."""
        descriptors = []
        while b"\n" not in self.buffer:
            data, ancillary, _, _ = self.sock.recvmsg(65536, socket.CMSG_SPACE(4 * 4))
            if not data:
                return None, []
            self.buffer += data
            for level, kind, payload in ancillary:
                if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
                    fds = array.array("i")
                    fds.frombytes(payload[: len(payload) - len(payload) % fds.itemsize])
                    descriptors += fds
        line, _, self.buffer = self.buffer.partition(b"\n")
        return json.loads(line), descriptors

    def send(self, *message):
        self.sock.sendall(json.dumps(message).encode("ascii") + b"\n")


class Driver:
    """Serves runs until the grading side hangs up."""

    def __init__(self, boxed, walls=None):
        self.walls = walls
        self.own_namespace = boxed and os.getpid() == 2
        # kill(-1) is only ever sent where it reaches nobody but whom we have started
        self.alone = self.own_namespace or bool(walls and walls.alone)
        self.control = Control()
        self.before = set()
        self.command = None  # of the run that goes on

    def serve(self):
        """Read commands; leaves by _Root in a forked root, and by os._exit at hang-up."""
        self.control.send("ready", os.getpid(), list(sys.version_info[:3]))
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        os.close(null)
        while True:
            command, descriptors = self.control.receive()
            if command is None:
                self.hang_up()
            elif command["do"] == "run":
                self.before = set(sweeping.shared_names())
                self.command = command
                pid = self.fork_root(command, descriptors)
                self.control.send("started", pid)
                self.control.send("exited", self.wait_for(pid))
            elif command["do"] == "sweep":
                killed = sweeping.sweep(self.alone)
                self.control.send("swept", killed, self.tidy())
                self.command = None

    def hang_up(self):
        """The grading side has gone: nothing of the run may outlive it."""
        sweeping.sweep(self.alone)
        if self.command is not None:
            self.tidy()
        os._exit(0)

    def wait_for(self, pid):
        """Return the wait status of the root; if the grading side hangs up first, end everything."""
        pidfd = os.pidfd_open(pid)
        poller = select.poll()
        poller.register(pidfd, select.POLLIN)
        poller.register(self.control.sock, select.POLLIN)
        while all(fd != pidfd for fd, _ in poller.poll()):
            command, _ = self.control.receive()
            if command is None:
                self.hang_up()
            os.kill(pid, signal.SIGKILL)  # the only command there is during a run
        os.close(pidfd)
        return os.waitpid(pid, 0)[1]

    def fork_root(self, command, descriptors):
        """Copy the submission into the work folder and fork the root process of a run."""
        shutil.copytree(command["submission"], command["config"]["work"], dirs_exist_ok=True)
        _lock_up(True)  # our memory and descriptors are not the submission's, though we run under one user
        pid = os.fork()
        if pid:
            for fd in descriptors:
                os.close(fd)
            return pid
        _lock_up(False)
        self.control.sock.close()
        for fd, target in zip(descriptors, (1, 2), strict=True):
            os.dup2(fd, target)
            os.close(fd)
        if self.walls:
            self.walls.put_up()
        raise _Root(command)  # unwinds to the top, so that the root ends as any program does

    def tidy(self):
        """Empty the run's folders; return the names of shared memory that it left behind."""
        mark = self.command["mark"]
        new = [name for name in sweeping.shared_names() if name not in self.before]
        left = [name for name in new if self.own_namespace or mark in name]
        if self.walls:
            left += [name for name in sweeping.big_and_unused(new) if name not in left]
        for name in left:
            sweeping.remove(os.path.join(sweeping.SHARED, name))
        if self.own_namespace:
            sweeping.remove_system_v()
        for folder in self.command["clean"]:
            for name in os.listdir(folder):
                sweeping.remove(os.path.join(folder, name))
        return sorted(left)


class _Root(BaseException):
    """Carries the command of a run to the top of the forked root's stack."""


_prctl = ctypes.CDLL(None, use_errno=True).prctl if sys.platform == "linux" else None


def main(stage, boxed, user=0, plan=None):
    """Serve runs, and in each forked root do the run itself.

    As `user` and within walls made by `plan`, if these are given.
    """
    from . import gates

    if user:
        _become(user)
    set_limits(boxed, _BESIDE + _threads_of_user() if plan else None)
    gates.install()
    _import_ahead()
    tempfile.gettempdir()  # tries whether it can write there: here once, instead of in each run
    _be_subreaper()
    driver, mine = Driver(boxed, _walls(plan)), os.getpid()
    try:
        driver.serve()
    except _Root as carried:
        command = carried.args[0]
    except BaseException:  # no process may be had, for one: nothing of a run may outlive us
        if os.getpid() == mine:
            sweeping.sweep(driver.alone)
        raise
    program.end_as_a_program(lambda: program.run_root(stage, command))


def _walls(plan):
    from . import walls

    return walls.Walls(**plan) if plan else None


def _become(user):
    """Root no more, for good, and with none of its rights: they go with the number. The work folder comes along."""
    os.chown(".", user, user)
    os.setgroups([])
    os.setgid(user)
    os.setuid(user)


def _import_ahead():
    """Import once what programs are likely to, instead of in each run; freeze it, so that forks share it."""
    for name in ("concurrent.futures.process", "multiprocessing.managers", "multiprocessing.pool", "logging"):
        importlib.import_module(name)
    gc.collect()
    gc.freeze()


def _threads_of_user():
    """How many threads this user has on this machine."""
    count = 0
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            if os.stat(f"/proc/{pid}").st_uid == os.getuid():
                count += os.stat(f"/proc/{pid}/task").st_nlink - 2
        except OSError:
            pass
    return count


def set_limits(boxed, processes=None):
    """Limits that hold for each process of the box; of `processes`, for all of the user's together."""
    import resource  # not on Windows, where `run_root` is used from here all the same

    for what, limit in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 256 * MIB),
        (resource.RLIMIT_NOFILE, 1024),
        (resource.RLIMIT_CPU, 120),
        (resource.RLIMIT_NPROC, 512 if boxed else processes or resource.RLIM_INFINITY),
        (resource.RLIMIT_AS, 4096 * MIB),
    ):
        hard = resource.getrlimit(what)[1]
        if limit != resource.RLIM_INFINITY and (hard == resource.RLIM_INFINITY or limit < hard):
            resource.setrlimit(what, (limit, limit))


def _lock_up(locked):
    """Whether nobody of the same user may look into this process, trace it or take its descriptors."""
    _prctl(PR_SET_DUMPABLE, int(not locked), 0, 0, 0)


def _be_subreaper():
    """Orphans of a run become children of this process, so that none is lost from sight."""
    _prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
