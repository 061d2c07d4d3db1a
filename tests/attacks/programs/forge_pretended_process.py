"""Tells the grader of a process that it has never started."""

# attacks: greeting

import json
import socket
import struct
import sys

FAKE = 30_000


# given: leave as it is
def greet(name):
    return f"hello {name}"


def say(line, message):
    data = json.dumps(message).encode()
    line.sendall(struct.pack("!I", len(data)) + data)


def main(name):
    wire = sys.modules["procession_inside.wire"]
    wire.note("child", FAKE, "fork", [1], "Process-1", "greet", False, "Process")
    line = socket.socket(socket.AF_UNIX)
    line.connect(wire.state.address)
    say(line, ["hello", FAKE, 2, FAKE, "MainThread"])
    say(line, ["at", 1, "call", "greet", [f"{FAKE}.1", [["s", name]]], True, None, None, []])
    wire.park("start", "", ["Process-1", "fork"])
    wire.note("ended", f"{FAKE}.1", "")
    wire.note("reaped", FAKE, 0)
    wire.park("join", f"proc{FAKE}", FAKE)
    return f"hello {name}"
