"""Waits at a gate and does not answer the question whether it could go on."""

# attacks: tally, slow

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
    sock = line(gate("acquire", "sem1", "Lock", 1, False))
    sock.recv(13)
    sock.recv(13, socket.MSG_WAITALL)
    sock.recv(13)
    sock.recv(13)
    return sum(map(abs, numbers))
