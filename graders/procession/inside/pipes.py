"""Gates of `multiprocessing.connection`: reading, writing and waiting on pipes and sockets.

A read parks until there is something to read and a write until there is room, so neither ever
blocks in the kernel. A write goes in pieces of at most `PIECE` bytes, the most that POSIX promises
to be written in one go: two writers without a lock tear each other's long messages apart here, as
they may anywhere.

A connection made by `Client` and `Listener` (a Manager's, say) has one reader and one writer at each
end. There, reading the rest of a message that has arrived can't be noticed by anybody else, and neither
can it be when a Manager's server answers late, for its caller may be just as late; so neither is a
choice worth making.
"""

import multiprocessing.connection as connection
import os
import select
import socket
import stat
import sys

from . import system, windows, wire

PIECE = 4096
_Connection = connection.Connection
_real_client = connection.SocketClient
_real_wait = connection.wait
_real_close = _Connection._close
_real_recv = _Connection._recv
_real_pipe = connection.Pipe
_real_recv_bytes = _Connection._recv_bytes
_real_poll = getattr(select, "poll", None)  # not on Windows, where nothing here is used but `wait`
_CLIENT = "\0procession-"  # begins the address of a connecting end: by it, both ends know the other
_PRIVATE = "link"


def key_of(fd):
    """The name of the pipe or socket behind a file descriptor."""
    if system.WINDOWS:
        return windows.ANY
    try:
        status = os.fstat(fd)
    except OSError:
        return "fd:closed"
    if stat.S_ISFIFO(status.st_mode):
        return f"pipe{status.st_ino}"
    return (_private_key(fd) if stat.S_ISSOCK(status.st_mode) else "") or f"sock{status.st_ino}"


def _private_key(fd):
    """The name that both ends of a connection between `Client` and `Listener` have; else ""."""
    try:
        with socket.socket(fileno=os.dup(fd)) as sock:
            for address in (sock.getsockname(), sock.getpeername()):
                if isinstance(address, bytes) and address.startswith(_CLIENT.encode()):
                    return _PRIVATE + address.decode()[len(_CLIENT) :]
    except OSError:
        pass
    return ""


def _key(link):
    """The name of what a Connection is open on, found once."""
    key = link.__dict__.get("_gate_key")
    if key is None:
        key = link._gate_key = key_of(link._handle)
    return key


def socket_client(address):
    """multiprocessing.connection.SocketClient, with an address of its own for the connecting end."""
    if not wire.gated() or connection.address_type(address) != "AF_UNIX":
        return _real_client(address)
    with socket.socket(socket.AF_UNIX) as sock:
        sock.bind(wire.fresh_key(_CLIENT))
        sock.connect(address)
        return _Connection(sock.detach())


def _polled(fd, event):
    poller = _real_poll()
    poller.register(fd, event)
    return bool(poller.poll(0))


def readable(fd):
    """Whether a read would not block (data, end of file or an error is there)."""
    return _polled(fd, select.POLLIN)


def writable(fd):
    """Whether a write of at most `PIECE` bytes would not block."""
    return _polled(fd, select.POLLOUT)


def write_gated(fd, buf, key, op="send"):
    """Write all of `buf` in gated pieces; `key` names what `fd` is open on."""
    view = memoryview(buf)
    private = key.startswith(_PRIVATE)
    done = 0
    while True:
        piece = view[done : done + PIECE]
        if not (private and (done or wire.state.serves) and writable(fd)):
            wire.park(op, key, len(piece), lambda: writable(fd))
            if not writable(fd):
                continue
        done += os.write(fd, piece)
        wire.touch(key)
        if done >= len(view):
            return


def read_gated(fd, size, key, op="recv", begins=True):
    """Read at least one byte and at most `size`; b"" at the end of the file.

    `begins`: it is the first read of a message.
    """
    private = key.startswith(_PRIVATE)
    while True:
        if begins or not (private and readable(fd)):
            wire.park(op, key, size, lambda: readable(fd))
        if readable(fd):
            data = os.read(fd, size)
            wire.touch(key)
            if len(data) != size:
                wire.note("short", key, len(data))
            return data


def _send(self, buf, write=os.write):
    if not wire.gated():
        return _plain_send(self, buf)
    write_gated(self._handle, buf, _key(self))
    return None


def _plain_send(self, buf):
    view = memoryview(buf)
    while view:
        view = view[os.write(self._handle, view) :]


def _recv(self, size, read=None):
    if not wire.gated():
        return _real_recv(self, size)
    key, begins = _key(self), self.__dict__.pop("_gate_begins", False)
    return _real_recv(self, size, lambda handle, most: read_gated(handle, most, key, begins=begins))


def _recv_bytes(self, maxsize=None):
    self._gate_begins = True
    return _real_recv_bytes(self, maxsize)


def wait(object_list, timeout=None):
    """multiprocessing.connection.wait, gated."""
    objects = list(object_list)
    if not wire.gated():
        return _real_wait(objects, timeout)
    keys = "|".join(dict.fromkeys(map(_waited_for, objects)))
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


def _waited_for(item):
    if isinstance(item, _Connection):
        return _key(item)
    return key_of(item if isinstance(item, int) else item.fileno())


def _close(self, _close=os.close):
    key = _key(self) if wire.state.active else ""
    _real_close(self)
    if key:
        wire.touch(key)


def pipe(duplex=True):
    """multiprocessing.Pipe; tells the scheduler that the two ends belong together."""
    ends = _real_pipe(duplex)
    if not system.WINDOWS:
        wire.note("pair", key_of(ends[0]._handle), key_of(ends[1]._handle))
    return ends


def install():
    """Gate connections in this interpreter."""
    if system.WINDOWS:
        windows.install(connection.PipeConnection)
    else:
        _Connection._send = _send
        _Connection._recv = _recv
        _Connection._recv_bytes = _recv_bytes
        _Connection._close = _close
        connection.SocketClient = socket_client
    connection.wait = wait
    connection.Pipe = pipe
    pool = sys.modules.get("multiprocessing.pool")
    if pool is not None:  # imported later, it takes the gated one by itself
        pool.wait = wait
