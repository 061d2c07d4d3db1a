"""Gates of files: opening, looking at, renaming, removing and locking what lies in the run's own folders.

Each of these calls happens at once for all to see, so each is one gate. What a program reads from or
writes to a file that it has open happens with it, before its next gate.
"""

import functools
import os
import zlib

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

from . import wire

_LOOKS = ("stat", "lstat", "access", "listdir", "scandir")
_CHANGES = ("open", "mkdir", "rmdir", "unlink", "remove", "rename", "replace", "link", "symlink", "truncate")
_ONTO = {"rename", "replace", "link", "symlink"}  # what is changed is their second argument
_NOT_JUDGED = (".py", ".pyc")
_OWN = "pymp-"  # multiprocessing's own folders
_getcwd, _open = os.getcwd, os.open  # as they are before the gates
_flock = fcntl.flock if fcntl is not None else None
_locked = {}  # inode of a file to what this process has locked it by: a file object or a number


def key_of(path):
    """The name of a file of the run, "" for any other path (or descriptor).

    Names of temporary files are drawn anew in each run; a number stands for one.
    """
    try:
        text = os.fsdecode(os.fspath(path))
    except TypeError:
        return ""
    whole = os.path.normpath(os.path.join(_getcwd(), text))
    if whole.endswith(_NOT_JUDGED) or _OWN in whole:
        return ""
    if whole.startswith(wire.state.root):
        return f"file:{whole[len(wire.state.root) :].replace(os.sep, '/')}"
    if whole.startswith(os.path.join(os.environ.get("TMPDIR", "/tmp"), "")):
        return f"tempfile{zlib.crc32(os.fsencode(whole))}"
    return ""


def gate(path, op="file", access="store"):
    """Announce that something is about to be done with the file at `path`, if it is one of the run's.

    `access` is load, store or append.
    """
    if wire.gated():
        key = key_of(path)
        if key:
            wire.park(op, key, access)


def access_of(mode):
    """What opening a file in `mode` (of `open`, or flags of `os.open`) allows."""
    if isinstance(mode, int):
        writes, appends = mode & (os.O_WRONLY | os.O_RDWR), mode & os.O_APPEND
    else:
        writes, appends = set(mode) & set("wax+"), "a" in mode
    return ("append" if appends else "store") if writes else "load"


def _gated(real, op):
    onto = int(real.__name__ in _ONTO)

    @functools.wraps(real)
    def call(*args, **kwargs):
        if len(args) > onto and not any(name.endswith("dir_fd") for name in kwargs):
            access = "store" if op == "file" else "load"
            if real.__name__ == "open" and len(args) > 1 and isinstance(args[1], int):
                access = access_of(args[1])
            gate(args[onto], op, access)
        return real(*args, **kwargs)

    return call


def _locking(real):
    """fcntl.flock or lockf: who waits for a lock parks, and tries again when it is let go."""

    @functools.wraps(real)
    def lock(file, operation, *args):
        number = file if isinstance(file, int) else file.fileno()
        inode = os.fstat(number).st_ino
        if not wire.gated() or operation & (fcntl.LOCK_NB | fcntl.LOCK_UN) or _holds(inode):
            result = real(file, operation, *args)
            if operation & fcntl.LOCK_UN:
                _locked.pop(inode, None)
            return result

        def take(then=None):
            try:
                real(file, operation | fcntl.LOCK_NB, *args)
            except BlockingIOError:
                return False
            if then is not None:
                real(file, then, *args)
            return True

        def could():
            # to ask is to have it for a moment: two who asked at once would hinder each other
            turn = _open(wire.state.root, os.O_RDONLY)
            try:
                _flock(turn, fcntl.LOCK_EX)
                return take(fcntl.LOCK_UN)
            finally:
                os.close(turn)

        # a lock is given back by closing the file too, so whoever waits is asked again after each step
        while True:
            wire.park("acquire", f"fd:flock{inode}", real.__name__, could)
            if take():
                _locked[inode] = file
                return None

    return lock


def _holds(inode):
    """Whether this process has locked the file: to ask whether it could would then undo that."""
    return not getattr(_locked.get(inode), "closed", inode not in _locked)


def install():
    """Gate the functions of `os` and `fcntl`; `open` is terminal.py's."""
    for op, names in (("look", _LOOKS), ("file", _CHANGES)):
        for name in names:
            if hasattr(os, name):
                setattr(os, name, _gated(getattr(os, name), op))
    if fcntl is not None:
        fcntl.flock, fcntl.lockf = _locking(fcntl.flock), _locking(fcntl.lockf)
