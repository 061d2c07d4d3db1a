"""Gates of shared memory: reading and writing what lies in it, with a lock or without.

The ctypes objects of multiprocessing.sharedctypes get a class of their own whose values are read
(`load`; of an array, `fetch`) and written (`store`) at a gate. Whoever holds the lock that belongs to a Value or Array needs
no gate for it, since taking the lock was one; the access is told all the same.

A `memoryview` can't be made to announce anything. A process that has opened a SharedMemory block is
therefore traced from then on, and each subscription in the submission's own code is a gate: that is
where it reads and writes the block, or an array that lies in it.
"""

import os
import sys
import threading
import zlib

from . import imports, wire

_OFTEN = 256  # accesses of one object by one process after which
_EACH = 64  # only each so-manieth is a gate: nobody can tell a large array's elements apart in a schedule
_counts = {}
_types = {}  # ctypes class to the gated one
_subscriptions = set()  # opcodes


def _gate(op, key, access=None):
    count = _counts[key] = _counts.get(key, 0) + 1
    if wire.one_of_many(count, _OFTEN, _EACH):
        wire.park(op, key, access)


def _access(shared, op, part=""):
    """Announce that the object `shared` (or a part of it) is about to be read or written."""
    if not wire.gated():
        return
    access = f"{'store' if op == 'store' else 'load'} {part}".rstrip()
    guard = getattr(shared, "_gate_guard", None)
    semlock = getattr(guard, "_semlock", None)
    if semlock is not None and semlock._is_mine():
        wire.note("access", shared._gate_key, access, guard._gate_key, _by_itself(semlock))
    else:
        _gate(op, shared._gate_key, access)


def _by_itself(semlock):
    """Whether the wrapper has taken the lock for this one access alone, not the program for several."""
    name = sys._getframe(3).f_code.co_filename
    return semlock._count() == 1 and (name == "<string>" or name.endswith("sharedctypes.py"))


def _field(real, name):
    """A property in the place of a ctypes descriptor."""
    part = "" if name in ("value", "raw") else name

    def load(self):
        _access(self, "load", part)
        return real.__get__(self)

    def store(self, value):
        _access(self, "store", part)
        real.__set__(self, value)

    return property(load, store)


def _getitem(self, index):
    _access(self, "fetch", _part(index))
    return super(type(self), self).__getitem__(index)


def _setitem(self, index, value):
    if sys._getframe(1).f_code.co_name != "RawArray":  # which sets the first values: nobody else has it yet
        _access(self, "store", _part(index))
    super(type(self), self).__setitem__(index, value)


def _part(index):
    return str(index) if isinstance(index, int) else ""


def _gated_type(plain):
    """The class with gates that stands in for a ctypes class."""
    import ctypes  # here, since most programs do without

    if hasattr(plain, "_gate_plain"):
        return plain
    if plain not in _types:
        names = ["value", "raw"] if not issubclass(plain, ctypes.Structure | ctypes.Union) else _fields(plain)
        members = {name: _field(getattr(plain, name), name) for name in names if hasattr(plain, name)}
        if issubclass(plain, ctypes.Array):
            members |= {"__getitem__": _getitem, "__setitem__": _setitem}
        _types[plain] = type(plain)(plain.__name__, (plain,), {**members, "_gate_plain": plain})
    return _types[plain]


def _fields(plain):
    return [field[0] for kind in plain.__mro__ for field in kind.__dict__.get("_fields_", ())]


def _key(wrapper):
    """The name of a block of shared memory: the same in each process that has it."""
    (arena, start, _stop), _size = wrapper._state
    number = os.fstat(arena.fd).st_ino if hasattr(arena, "fd") else zlib.crc32(arena.name.encode())
    return f"memory{number}.{start}"


def _gate_sharedctypes(module):
    def rebuild_ctype(kind, wrapper, length):
        if length is not None:
            kind = kind * length
        gated = _gated_type(kind)
        module._ForkingPickler.register(gated, reduce_ctype)
        shared = gated.from_buffer(wrapper.create_memoryview())
        shared._wrapper = wrapper
        shared._gate_key = _key(wrapper)
        return shared

    def reduce_ctype(shared):
        module.assert_spawning(shared)
        length = getattr(shared, "_length_", None)  # an array's class can't be pickled by its name
        kind = shared._gate_plain if length is None else shared._type_
        return rebuild_ctype, (kind, shared._wrapper, length)

    def guarded(self, shared, lock=None, ctx=None):
        real_init(self, shared, lock, ctx)
        shared._gate_guard = self._lock

    rebuild_ctype.__module__ = module.__name__  # it is pickled by its name
    rebuild_ctype.__qualname__ = "rebuild_ctype"
    real_init = module.SynchronizedBase.__init__
    module.rebuild_ctype = rebuild_ctype
    module.SynchronizedBase.__init__ = guarded


def _gate_shared_memory(module):
    real_init = module.SharedMemory.__init__
    real_buf = module.SharedMemory.buf

    def init(self, *args, **kwargs):
        real_init(self, *args, **kwargs)
        if wire.gated():
            _trace()

    def buf(self):
        if wire.gated():
            _gate("memory", f"memory{zlib.crc32(self.name.encode())}")
        return real_buf.__get__(self)

    module.SharedMemory.__init__ = init
    module.SharedMemory.buf = property(buf, doc=real_buf.__doc__)


def _trace():
    """From now on, let subscriptions in the submission's code be gates, in frames that run already too."""
    import opcode

    if sys.gettrace() is not None:
        return
    names = ("BINARY_SUBSCR", "STORE_SUBSCR", "DELETE_SUBSCR", "BINARY_SLICE", "STORE_SLICE")
    _subscriptions.update(opcode.opmap[name] for name in names if name in opcode.opmap)
    threading.settrace(_enter)
    sys.settrace(_enter)
    frame = sys._getframe(1)
    while frame is not None:
        frame.f_trace = _enter(frame, "call", None)
        frame = frame.f_back


def _enter(frame, event, arg):
    """Trace function of each new frame: only the submission's own are followed, opcode by opcode."""
    if not frame.f_code.co_filename.startswith(wire.state.root or "\0"):
        return None
    frame.f_trace_lines = False
    frame.f_trace_opcodes = True
    return _opcode


def _opcode(frame, event, arg):
    if event == "opcode" and frame.f_code.co_code[frame.f_lasti] in _subscriptions and wire.gated():
        _gate("memory", "memory")
    return _opcode


def install():
    """Gate shared memory in this interpreter, as soon as it is used."""
    imports.after("multiprocessing.sharedctypes", _gate_sharedctypes)
    imports.after("multiprocessing.shared_memory", _gate_shared_memory)
