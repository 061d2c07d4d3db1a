"""Files of the run that stay open: what is read from and written to them later is a gate of its own.

`open` gives the same objects as ever, over a raw file that announces. The first read right after the
opening belongs to the opening's gate, since nobody has come in between. A write is always a gate: the
buffer goes to the file at a flush or at the end, and until then others find it empty or old.
"""

import io
import os

from . import files, wire

_real_open = io.open
_real_os_read = os.read
_OFTEN = 64  # reads and writes of one open file after which
_EACH = 32  # only each so-manieth is a gate: a large file goes in many pieces
_opened = {}  # descriptor from os.open to the key of its file


class RunFile(io.FileIO):
    """A raw file of the run."""

    def __init__(self, name, mode, closefd, opener, key):
        super().__init__(name, mode, closefd, opener)
        self._gate_key = key
        self._gate_opened = wire.parked()
        self._gate_count = 0

    def _gate(self, op, access):
        self._gate_count += 1
        worth = wire.one_of_many(self._gate_count, _OFTEN, _EACH)
        if worth and wire.gated() and (op == "write" or wire.parked() != self._gate_opened):
            wire.park(op, self._gate_key, access)
        self._gate_opened = -1

    def readinto(self, buffer, /):
        self._gate("read", "load")
        return super().readinto(buffer)

    def readall(self):
        self._gate("read", "load")
        return super().readall()

    def read(self, size=-1, /):
        self._gate("read", "load")
        return super().read(size)

    def write(self, data, /):
        self._gate("write", "append" if "a" in self.mode else "store")
        return super().write(data)

    def truncate(self, size=None, /):
        self._gate("write", "store")
        return super().truncate(size)


def open_file(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    """io.open for a file of the run; see there, and `_pyio.open`, whose order of doing things this follows."""
    key = files.key_of(file) if wire.gated() else ""
    plain = set(mode) <= set("axrwb+t") and len(set(mode) & set("axrw")) == 1 and not ("b" in mode and "t" in mode)
    text = "b" not in mode
    if not key or not plain or (text and buffering == 0) or (not text and (encoding or errors or newline)):
        return _real_open(file, mode, buffering, encoding, errors, newline, closefd, opener)
    raw = RunFile(file, mode.replace("b", "").replace("t", ""), closefd, opener, key)
    if buffering == 0:
        return raw
    try:
        size = buffering if buffering > 1 else io.DEFAULT_BUFFER_SIZE
        kind = io.BufferedRandom if "+" in mode else io.BufferedReader if "r" in mode else io.BufferedWriter
        buffered = kind(raw, size)
        if not text:
            return buffered
        result = io.TextIOWrapper(buffered, encoding, errors, newline, buffering == 1)
    except BaseException:
        raw.close()
        raise
    result.mode = mode
    return result


def _noting(real):
    """os.open that remembers what a descriptor of the run is open on; files.py gates the opening itself."""

    def open_descriptor(path, *args, **kwargs):
        fd = real(path, *args, **kwargs)
        key = files.key_of(path) if wire.gated() and "dir_fd" not in kwargs else ""
        _opened.pop(fd, None)
        if key:
            _opened[fd] = key
        return fd

    return open_descriptor


def _os_read(fd, size, /):
    if fd in _opened and wire.gated():
        wire.park("read", _opened[fd], "load")
    return _real_os_read(fd, size)


def announce_write(fd):
    """A gate before `os.write` to a file of the run that was opened by `os.open`."""
    if fd in _opened and wire.gated():
        wire.park("write", _opened[fd], "store")


def install():
    """Gate `os.open` and `os.read` on files of the run; `open` and `os.write` are terminal.py's."""
    os.open, os.read = _noting(os.open), _os_read
