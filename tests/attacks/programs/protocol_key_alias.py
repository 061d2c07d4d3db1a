"""Joins names of pipes to each other in circles."""

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
    notes = [[1, "pair", "sock1", "sock2"], [1, "pair", "sock2", "sock1"], [1, "pair", "a|b", "c|a|b"]]
    line(gate("send", "c|a|b", None, 1, True, None, notes)).recv(13)
    line(gate("recv", "sock1")).recv(13)
    return sum(map(abs, numbers))
