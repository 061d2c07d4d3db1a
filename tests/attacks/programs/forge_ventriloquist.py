"""Speaks in the name of a process that only waits."""

# attacks: greeting

import json
import multiprocessing
import socket
import struct
import sys


# given: leave as it is
def greet(name):
    return f"hello {name}"


def say(line, message):
    data = json.dumps(message).encode()
    line.sendall(struct.pack("!I", len(data)) + data)


def main(name):
    wire = sys.modules["procession_inside.wire"]
    event = multiprocessing.Event()
    child = multiprocessing.Process(target=event.wait)
    child.start()
    line = socket.socket(socket.AF_UNIX)
    line.connect(wire.state.address)
    say(line, ["hello", child.pid, 2, child.pid, "MainThread"])
    say(line, ["at", 1, "call", "greet", [f"{child.pid}.1", [["s", name]]], True, None, None, []])
    line.recv(13)
    say(line, ["bye", [[child.pid, "ended", f"{child.pid}.1", ""]]])
    event.set()
    child.join()
    return f"hello {name}"
