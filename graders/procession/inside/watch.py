"""What passes the gates is told: programs may wait for, or share, what no gate can put in order.

The kernel still says who is blocked, so no verdict gets wrong; but a race on such things can stay unseen,
and whoever reads a pass is to know that.
"""

import os
import sys

from . import wire

_EVENTS = {
    "ctypes.dlopen": "the C library (ctypes)",
    "ctypes.dlsym": "the C library (ctypes)",
    "mmap.__new__": "mmap",
    "socket.connect": "sockets",
    "socket.bind": "sockets",
    "subprocess.Popen": "subprocesses",
    "os.posix_spawn": "subprocesses",
}
_HERE = os.path.dirname(os.path.abspath(__file__)) + os.sep
_KNOWN = ("multiprocessing" + os.sep, "concurrent" + os.sep + "futures" + os.sep + "process")
_THROUGH = (os.sep + "socket.py", os.sep + "subprocess.py", os.sep + "ctypes" + os.sep)
_told = set()


def _hook(event, arguments):
    what = _EVENTS.get(event)
    if what is None or what in _told or not wire.gated():
        return
    if not _by_the_library():
        _told.add(what)
        wire.note("ungated", what)


def _by_the_library():
    """Whether multiprocessing itself does it, or the gates."""
    frame = sys._getframe(2)
    while frame is not None:
        name = frame.f_code.co_filename
        if not name.startswith("<frozen importlib") and not any(part in name for part in _THROUGH):
            return name.startswith(_HERE) or any(part in name for part in _KNOWN)
        frame = frame.f_back
    return True


def install():
    """Watch this interpreter; forked children are watched as well."""
    sys.addaudithook(_hook)
