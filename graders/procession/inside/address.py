"""Where the scheduler listens: unix sockets by their paths, however long these are, or a port.

"tcp:PORT:TOKEN" is a port of this machine's own loopback, for systems and runs without unix sockets;
the token, sent first, says that the caller belongs to the run.
"""

import os
import socket

LONGEST = 107  # bytes of a path that a socket address has room for


def connect(where):
    """A socket to the scheduler."""
    if not where.startswith("tcp:"):
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        at(sock.connect, where)
        return sock
    _, port, token = where.split(":")
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.settimeout(None)  # whatever the program has made the default
    sock.connect(("127.0.0.1", int(port)))
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.sendall(token.encode("ascii"))
    return sock


def at(action, path):
    """Do `action` (bind or connect) at a socket's path."""
    if len(os.fsencode(path)) <= LONGEST:
        return action(path)
    folder = os.open(os.path.dirname(path), os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        return action(f"/proc/self/fd/{folder}/{os.path.basename(path)}")
    finally:
        os.close(folder)
