"""The parent of every run in a box: imports once, forks a root for each run, sweeps up after it.

It speaks with the grading side over descriptor 0 (a socket): one JSON line a command, with the
run's output descriptors passed along. It never imports the submission; only its forks do.
"""

import array
import atexit
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
import threading
import types

PR_SET_CHILD_SUBREAPER = 36
PR_SET_DUMPABLE = 4
SHARED = "/dev/shm"
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
                self.before = set(_shared_names())
                self.command = command
                pid = self.fork_root(command, descriptors)
                self.control.send("started", pid)
                self.control.send("exited", self.wait_for(pid))
            elif command["do"] == "sweep":
                killed = _sweep(self.alone)
                self.control.send("swept", killed, self.tidy())
                self.command = None

    def hang_up(self):
        """The grading side has gone: nothing of the run may outlive it."""
        _sweep(self.alone)
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
        new = [name for name in _shared_names() if name not in self.before]
        left = [name for name in new if self.own_namespace or mark in name]
        if self.walls:
            left += [name for name in _big_and_unused(new) if name not in left]
        for name in left:
            _remove(os.path.join(SHARED, name))
        if self.own_namespace:
            _remove_system_v()
        for folder in self.command["clean"]:
            for name in os.listdir(folder):
                _remove(os.path.join(folder, name))
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
            _sweep(driver.alone)
        raise
    end_as_a_program(lambda: run_root(stage, command))


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


def end_as_a_program(body):
    """Do `body`, then what the interpreter does at the end of a program, and exit.

    Spares only the taking apart of modules, which costs more than a whole run and which no
    multiprocessing child goes through either.
    """
    code = 0
    try:
        body()
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        code = 1
    finally:
        try:
            threading._shutdown()
            atexit._run_exitfuncs()
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code & 0xFF)


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


def run_root(stage, command):
    """Import the submission and call its entry, under gates; a claim of what came out is sent."""
    import multiprocessing

    from . import gates, launcher, processes, values, wire

    os.environ.update(command["environment"])
    config = command["config"]
    work = config["work"]
    os.chdir(work)
    sys.modules["__main__"] = types.ModuleType("__main__")
    sys.argv = [config["module"] + ".py"]
    sys.path.append(work)
    gates.join(config)
    processes.seed_random(())
    multiprocessing.process.current_process()._config["semprefix"] = f"/{command['mark']}"
    context = multiprocessing.context._default_context
    context._default_context = context.get_context(config["method"])  # so that a program may still choose
    launcher.lead(stage)
    wire.park("import", config["module"])
    try:
        module = __import__(config["module"])
        entry = getattr(module, command["entry"])
        if not callable(entry):
            raise AttributeError(f"{command['entry']} is not a function")
    except BaseException as error:
        wire.park("broken", config["module"], _failure(error, work))
        if not isinstance(error, Exception):
            raise
        sys.exit(1)
    for arguments in command["calls"]:
        wire.park("enter", command["entry"])
        try:
            value = entry(*values.decode(arguments))
        except BaseException as error:
            wire.park("raised", command["entry"], _failure(error, work))
            if not isinstance(error, Exception):
                raise
            continue
        wire.park("returned", command["entry"], values.encode(value))
        del value


def _failure(error, work):
    """[classes, message, file, line] of an exception, at the submission's innermost frame."""
    from . import values

    where, line = "", 0
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith(work):
            where, line = name[len(work) :].lstrip("/"), trace.tb_lineno
        trace = trace.tb_next
    if isinstance(error, SyntaxError) and (error.filename or "").startswith(work):
        where, line = error.filename[len(work) :].lstrip("/"), error.lineno or 0
    message = values.short_repr(str(error) if not isinstance(error, SyntaxError) else error.msg, 400)
    names = [kind.__name__ for kind in type(error).__mro__]
    return [names, message[1:-1], where, line]


def _shared_names():
    try:
        return os.listdir(SHARED)
    except OSError:
        return []


def _big_and_unused(names):
    """Shared memory of this user that no living process has mapped: what a run has filled the machine's with.

    Small ones are let be: they may be a neighbour's, who is about to use them.
    """
    big = []
    for name in names:
        try:
            status = os.lstat(os.path.join(SHARED, name))
        except OSError:
            continue
        if status.st_size > MIB and status.st_uid == os.getuid():
            big.append(name)
    mapped = ""
    for pid in os.listdir("/proc") if big else ():
        try:
            with open(f"/proc/{pid}/maps", encoding="utf-8", errors="surrogateescape") as file:
                mapped += "".join(line for line in file if SHARED in line)
        except OSError:
            pass
    return [name for name in big if os.path.join(SHARED, name) not in mapped]


def _sweep(alone):
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


def _remove_system_v():
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


def _remove(path):
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
