"""Who is at the other end of a socket, by the kernel's word."""

import socket
import struct

_CREDENTIALS = struct.Struct("iII")


def peer_of(sock: socket.socket) -> int:
    """The number, in our namespace, of the process that has connected."""
    data = sock.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    return int(_CREDENTIALS.unpack(data)[0])


def own_number(peer: int) -> int | None:
    """The number of a process in its own namespace, by the number that it has here; None when it has gone."""
    try:
        with open(f"/proc/{peer}/status", encoding="utf-8", errors="replace") as file:
            return next((int(line.split()[-1]) for line in file if line.startswith("NSpid:")), None)
    except OSError:
        return None
