"""Changes the order that the driver was given, in the driver's own frames."""

# attacks: tally

import ctypes
import sys


def main(numbers):
    frame = sys._getframe()
    while frame is not None:
        command = frame.f_locals.get("command")
        if isinstance(command, dict):
            command["calls"] = []
            command["entry"] = "other"
            command["clean"] = []
            command["config"].update(address="/tmp/nowhere", given=[], terminal=True)
        for name in ("value", "code", "entry"):
            if name in frame.f_locals:
                frame.f_locals[name] = 0
                ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), ctypes.c_int(0))
        frame = frame.f_back
    return sum(map(abs, numbers))
