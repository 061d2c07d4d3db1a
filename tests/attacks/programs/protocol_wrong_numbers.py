"""Introduces itself as processes and threads that there are not."""

# attacks: tally

import json
import os
import socket
import struct
import sys


def line(*messages):
    """A line of our own to the scheduler."""
    wire = sys.modules["procession_inside.wire"]
    sock = socket.socket(socket.AF_UNIX)
    sock.connect(wire.state.address)
    for message in [["hello", os.getpid(), os.getppid(), os.getpid() + 100_000, "Thread-1"], *messages]:
        data = message if isinstance(message, bytes) else json.dumps(message).encode()
        sock.sendall(struct.pack("!I", len(data)) + data)
    return sock


def gate(op, key="", detail=None, sequence=1, ready=True, timeout=None, notes=()):
    return ["at", sequence, op, key, detail, ready, timeout, None, list(notes)]


def main(numbers):
    for pid in (0, -1, 1, 2, 2**31, 2**62):
        sock = socket.socket(socket.AF_UNIX)
        sock.connect(sys.modules["procession_inside.wire"].state.address)
        data = json.dumps(["hello", pid, 0, pid, "x"]).encode()
        sock.sendall(struct.pack("!I", len(data)) + data)
        sock.close()
    sys.modules["procession_inside.wire"].park("sleep")
    return sum(map(abs, numbers))
