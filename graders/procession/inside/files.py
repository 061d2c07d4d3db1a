"""Gates of files: opening, looking at, renaming and removing what lies in the run's own folders.

Each of these calls happens at once for all to see, so each is one gate. What a program reads from or
writes to a file that it has open happens with it, before its next gate.
"""

import functools
import os
import zlib

from . import wire

_LOOKS = ("stat", "lstat", "access", "listdir", "scandir")
_CHANGES = ("open", "mkdir", "rmdir", "unlink", "remove", "rename", "replace", "link", "symlink", "truncate")
_NOT_JUDGED = (".py", ".pyc")
_OWN = "pymp-"  # multiprocessing's own folders
_getcwd = os.getcwd


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


def gate(path, op="file"):
    """Announce that something is about to be done with the file at `path`, if it is one of the run's."""
    if wire.gated():
        key = key_of(path)
        if key:
            wire.park(op, key)


def _gated(real, op):
    @functools.wraps(real)
    def call(*args, **kwargs):
        if args and not any(name.endswith("dir_fd") for name in kwargs):
            gate(args[0], op)
        return real(*args, **kwargs)

    return call


def install():
    """Gate the functions of `os`; `open` is terminal.py's."""
    for op, names in (("look", _LOOKS), ("file", _CHANGES)):
        for name in names:
            if hasattr(os, name):
                setattr(os, name, _gated(getattr(os, name), op))
