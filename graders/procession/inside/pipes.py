"""Gates of `multiprocessing.connection`: reading, writing and waiting on pipes and sockets.

A read parks until there is something to read and a write until there is room, so neither ever
blocks in the kernel. A write goes in pieces of at most `PIECE` bytes, the most that POSIX promises
to be written in one go: two writers without a lock tear each other's long messages apart here, as
they may anywhere.
"""

import multiprocessing.connection as connection
import os
import select
import stat
import sys

from . import wire

PIECE = 4096
_Connection = connection.Connection
_real_wait = connection.wait
_real_close = _Connection._close
_real_pipe = connection.Pipe


def key_of(fd):
    """The name of the pipe or socket behind a file descriptor."""
    try:
        status = os.fstat(fd)
    except OSError:
        return "fd:closed"
    return f"{'pipe' if stat.S_ISFIFO(status.st_mode) else 'sock'}{status.st_ino}"


def _polled(fd, event):
    poller = select.poll()
    poller.register(fd, event)
    return bool(poller.poll(0))


def readable(fd):
    """Whether a read would not block (data, end of file or an error is there)."""
    return _polled(fd, select.POLLIN)


def writable(fd):
    """Whether a write of at most `PIECE` bytes would not block."""
    return _polled(fd, select.POLLOUT)


def write_gated(fd, buf, op="send"):
    """Write all of `buf` in gated pieces."""
    key = key_of(fd)
    view = memoryview(buf)
    done = 0
    while True:
        piece = view[done : done + PIECE]
        wire.park(op, key, len(piece), lambda: writable(fd))
        if not writable(fd):
            continue
        done += os.write(fd, piece)
        wire.touch(key)
        if done >= len(view):
            return


def read_gated(fd, size, op="recv"):
    """Read at least one byte and at most `size`; b"" at the end of the file."""
    key = key_of(fd)
    while True:
        wire.park(op, key, size, lambda: readable(fd))
        if readable(fd):
            data = os.read(fd, size)
            wire.touch(key)
            return data


def _send(self, buf, write=os.write):
    if not wire.gated():
        return _plain_send(self, buf)
    write_gated(self._handle, buf)
    return None


def _plain_send(self, buf):
    view = memoryview(buf)
    while view:
        view = view[os.write(self._handle, view) :]


def _read(handle, size):
    """What Connection._recv reads with."""
    return read_gated(handle, size) if wire.gated() else os.read(handle, size)


def wait(object_list, timeout=None):
    """multiprocessing.connection.wait, gated."""
    objects = list(object_list)
    if not wire.gated():
        return _real_wait(objects, timeout)
    keys = "|".join(dict.fromkeys(key_of(_fileno(item)) for item in objects))
    if timeout is not None and timeout <= 0:
        wire.park("poll", keys)
        ready = _real_wait(objects, 0)
        wire.note("polled", bool(ready))
        return ready
    while wire.park("wait", keys, "pipes", lambda: bool(_real_wait(objects, 0)), timeout):
        ready = _real_wait(objects, 0)
        if ready:
            return ready
    return []


def _fileno(item):
    return item if isinstance(item, int) else item.fileno()


def _close(self, _close=os.close):
    key = key_of(self._handle) if wire.state.active else ""
    _real_close(self)
    if key:
        wire.touch(key)


def pipe(duplex=True):
    """multiprocessing.Pipe; tells the scheduler that the two ends belong together."""
    ends = _real_pipe(duplex)
    wire.note("pair", key_of(ends[0]._handle), key_of(ends[1]._handle))
    return ends


def install():
    """Gate connections in this interpreter."""
    _Connection._send = _send
    real_recv = _Connection._recv
    _Connection._recv = lambda self, size, read=_read: real_recv(self, size, read)
    _Connection._close = _close
    connection.wait = wait
    connection.Pipe = pipe
    pool = sys.modules.get("multiprocessing.pool")
    if pool is not None:  # imported later, it takes the gated one by itself
        pool.wait = wait
