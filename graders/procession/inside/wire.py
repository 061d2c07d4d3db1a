"""The line between a student's thread and the scheduler: `park` is the only way to wait at a gate.

Each thread has a socket of its own (see address.py). It announces an operation as length-prefixed JSON
and blocks in `recv` until a fixed-size reply lets it go. A thread that is parked so is a fact that the
scheduler can check in the kernel, which is why nothing here ever waits with a time-out.
"""

import collections
import itertools
import json
import os
import socket
import struct
import sys
import threading
import weakref

from . import address

try:
    import fcntl
except ImportError:  # Windows, where sockets are no small numbers
    fcntl = None

GO, TIMEOUT, PROBE, DESCRIBE = b"G", b"T", b"P", b"D"
REPLY = struct.Struct("!cId")
LENGTH = struct.Struct("!I")
LOWEST_FD = 200  # out of the way of the small numbers that programs expect to get


class _ThreadState(threading.local):
    """Of each thread: its number, its links (more than one only in signal handlers), how often muted, gates so far."""

    def __init__(self):
        self.tid = _number()
        self.links = []
        self.muted = 0
        self.parked = 0
        self.notes = collections.deque()  # its own, where each thread tells its own


def _number():
    """The current thread's number; the process's own for the main thread, as Linux has it anyway."""
    main = threading.get_ident() == threading.main_thread().ident
    return os.getpid() if main else threading.get_native_id()


_mine = _ThreadState()


class State:
    """What this process knows of its run. `active` is false until a run is joined."""

    def __init__(self):
        self.active = False
        self.address = ""
        self.root = ""  # the folder of the submission, ending in a slash
        self.now = 0.0  # virtual seconds, as of the last reply
        self.reads = 0  # clock readings since then
        self.links = weakref.WeakSet()  # every open link of this process
        self.notes = collections.deque()  # events to send along with the next announcement of this process
        self.apart = False  # each thread tells its own events: where several move at once, only they are in order
        self.gated_terminal = False
        self.serves = False  # it is a Manager's server
        self.counter = itertools.count(1)
        self.describe = None  # set by naming.py


state = State()


class Link:
    """One socket to the scheduler, used by one thread (or by one signal handler within it)."""

    def __init__(self):
        self.sock = _move_high(address.connect(state.address))
        self.sequence = 0
        self.busy = False
        state.links.add(self)
        thread = threading.current_thread()
        self.send(["hello", os.getpid(), os.getppid(), _mine.tid, thread.name])

    def send(self, message):
        text = json.dumps(message, ensure_ascii=True, separators=(",", ":"))
        if "\\ud" in text:  # perhaps half a surrogate pair, as in the name of a file that is no UTF-8
            text = json.dumps(_encodable(message), ensure_ascii=True, separators=(",", ":"))
        data = text.encode("ascii")
        self.sock.sendall(LENGTH.pack(len(data)) + data)

    def receive(self):
        """Return (code, sequence, now); ConnectionError when the scheduler has gone."""
        data = self.sock.recv(REPLY.size, socket.MSG_WAITALL)
        if len(data) != REPLY.size:
            raise ConnectionError("the scheduler has gone")
        return REPLY.unpack(data)


def _encodable(value):
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, (list, tuple)):
        return [_encodable(item) for item in value]
    return value


def _move_high(sock):
    if fcntl is None:
        return sock
    with sock:
        high = fcntl.fcntl(sock.fileno(), fcntl.F_DUPFD_CLOEXEC, LOWEST_FD)
        return socket.socket(sock.family, sock.type, fileno=high)


def join_run(where, root):
    """Make this process one of the run whose scheduler listens on `where`."""
    state.address = where
    state.root = os.path.join(root, "")
    state.active = True


def note(*event):
    """Send `event` along with the next announcement of this process."""
    if state.active:
        (_mine.notes if state.apart else state.notes).append([_mine.tid, *event])


def touch(key):
    """Tell the scheduler that whoever waits for `key` should look again."""
    note("touch", key)


def _take_notes():
    """The events so far. Other threads may add some meanwhile; none is lost."""
    taken = []
    for notes in (state.notes, _mine.notes):
        try:
            while True:
                taken.append(notes.popleft())
        except IndexError:
            pass
    return taken


def fresh_key(prefix):
    """A name for a new shared object, unique in the run."""
    return f"{prefix}{os.getpid()}.{next(state.counter)}"


def gated():
    """Whether operations of the current thread are to be announced."""
    return state.active and not _mine.muted


def parked():
    """How many gates the current thread has come to."""
    return _mine.parked


def one_of_many(number, first, each):
    """Whether the operation of this number is to be a gate, where the `first` are and then only one in `each`."""
    return number <= first or not number % each


class quietly:
    """Context in which the current thread passes gates without announcing them."""

    def __enter__(self):
        _mine.muted += 1

    def __exit__(self, *exc):
        _mine.muted -= 1


def park(op, key="", detail=None, ready=None, timeout=None):
    """Announce `op` on `key` and wait until the scheduler lets this thread go.

    `ready` says, without side effect, whether the operation could be done now (None: always).
    `timeout` is in virtual seconds (None: no time-out). Returns True when the thread may do the
    operation, False when the time-out was fired instead.
    """
    link = _top_link()
    link.busy = True
    link.sequence += 1
    _mine.parked += 1
    sequence = link.sequence
    try:
        is_ready = ready is None or bool(ready())
        if timeout is not None:
            timeout = min(max(float(timeout), 0.0), 1e12)
        link.send(["at", sequence, op, key, detail, is_ready, timeout, spot(), _take_notes()])
        while True:
            code, answered, now = link.receive()
            if answered != sequence:
                continue  # meant for an announcement that a signal handler's exception withdrew
            state.now = max(state.now, now)
            state.reads = 0
            if code == GO:
                return True
            if code == TIMEOUT:
                return False
            if code == PROBE:
                link.send(["ready", sequence, ready is None or bool(ready())])
            elif code == DESCRIBE:
                link.send(["stack", sequence, state.describe() if state.describe else []])
    except ConnectionError:
        os._exit(70)  # nobody schedules this run any more
    except BaseException:
        link.send(["withdraw", sequence])
        raise
    finally:
        link.busy = False
        if link is not _mine.links[0]:  # a handler's own line ends with its operation
            _mine.links.remove(link)
            link.sock.close()


def farewell():
    """Send the events that perhaps no announcement will carry any more: this thread is about to end."""
    if gated() and not _mine.links:
        state.notes.extend(_mine.notes)
    elif gated() and (state.notes or _mine.notes):
        try:
            _mine.links[0].send(["bye", _take_notes()])
        except OSError:
            pass


def _top_link():
    stack = _mine.links
    if not stack or stack[-1].busy:  # busy: a signal handler runs while this thread is parked
        stack.append(Link())
    return stack[-1]


_spots = {}


def spot():
    """[file, line, function] of the innermost frame of the submission, or None."""
    frame = sys._getframe(2)
    root = state.root
    while frame is not None:
        code = frame.f_code
        short = _spots.get(code.co_filename)
        if short is None:
            name = code.co_filename
            short = _spots[name] = name[len(root) :] if name.startswith(root) else ""
        if short:
            return [short, frame.f_lineno or 0, code.co_name]
        frame = frame.f_back
    return None


def _forget_parent():
    """After a fork: the links of the parent's threads are the parent's alone."""
    for link in list(state.links):
        link.sock.close()
    state.links = weakref.WeakSet()
    state.notes = collections.deque()
    _mine.__init__()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_parent)
