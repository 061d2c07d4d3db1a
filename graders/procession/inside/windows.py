"""Gates of Windows' own pipes, on which `multiprocessing.Pipe` and the queues rest there.

Handles have no name that two processes agree on, so every waiter is asked again after each step.
"""

from . import wire

ANY = "fd:any"


def _readable(link, look):
    """Whether a read would not block: something is there, or the other end has gone."""
    with wire.quietly():
        try:
            return bool(look(link, 0))
        except OSError:
            return True


def install(kind):
    """Gate the connections of the class `kind` (multiprocessing.connection.PipeConnection)."""
    real_send, real_recv, look = kind._send_bytes, kind._recv_bytes, kind._poll

    def _send_bytes(self, buf):
        if wire.gated():
            wire.park("send", ANY, len(buf))  # if there is no room it then blocks, out of our sight
        real_send(self, buf)
        wire.touch(ANY)

    def _recv_bytes(self, maxsize=None):
        while wire.gated():
            wire.park("recv", ANY, maxsize, lambda: _readable(self, look))
            if _readable(self, look):
                break
        data = real_recv(self, maxsize)
        wire.touch(ANY)
        return data

    kind._send_bytes = _send_bytes
    kind._recv_bytes = _recv_bytes
