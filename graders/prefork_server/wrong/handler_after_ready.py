"""The server says that it is ready, and only then sets what SIGTERM does: told to end in between, it is killed."""

# fails: ends_when_told = failed

import contextlib
import multiprocessing
import os
import signal
import socket
import sys
import time
from multiprocessing.connection import wait


# given: leave as it is
def answer(line):
    """The answer to one line (without its end): slow; "crash" ends its process, "pid" asks for the number of it."""
    time.sleep(0.05)
    if line == "crash":
        os._exit(1)
    return str(os.getpid()) if line == "pid" else line.upper()


# given: leave as it is, the checks call it
def try_out(steps, workers):
    """Start a server and let clients do `steps`; tell what they heard, and how the server ended if told to."""
    with socket.create_server(("127.0.0.1", 0)) as chosen:
        port = chosen.getsockname()[1]
    ready = multiprocessing.Event()
    server = multiprocessing.Process(target=serve, args=("127.0.0.1", port, workers, ready), name="server")
    server.start()
    ready.wait()
    clients, workers_of, heard = {}, {}, []
    try:
        for who, what, *text in steps:
            if who == "server":  # told to end, the last of the steps
                server.terminate()
                server.join()
                return heard, server.exitcode, is_free(port)
            if what == "comes":
                client = socket.create_connection(("127.0.0.1", port))
                clients[who] = client, client.makefile("rb")
            elif what == "says":
                clients[who][0].sendall(text[0])
            elif what == "hears":
                heard.append(hear(clients[who][1]))
            elif what == "asks for the worker":
                clients[who][0].sendall(b"pid\n")
                workers_of[who] = int(hear(clients[who][1]))
            elif what == "kills the worker":  # who may have left before
                with contextlib.suppress(ProcessLookupError):
                    os.kill(workers_of[who], signal.SIGKILL)
            elif what == "says no more":
                clients[who][0].shutdown(socket.SHUT_WR)
            elif what == "leaves":
                for end in clients.pop(who):
                    end.close()
            time.sleep(0.01)
    finally:
        server.terminate()
    return heard, None, None


# given: leave as it is
def hear(replies):
    """The next line that comes, "" when no more will."""
    try:
        return replies.readline().decode()
    except ConnectionError:
        return ""


# given: leave as it is
def is_free(port):
    """Whether nobody listens on the port any more."""
    try:
        with socket.create_connection(("127.0.0.1", port)) as client:
            return client.getsockname() == client.getpeername()  # it has met itself
    except ConnectionError:
        return True


def talk(client):
    """Answer the lines of one client until it says no more."""
    with client, client.makefile("rb") as lines:
        for line in lines:
            client.sendall(answer(line.decode().removesuffix("\n")).encode() + b"\n")


def work(listener):
    """What a worker does: serve one client after the other."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # under fork it is the server's handler
    while True:
        client, _ = listener.accept()
        try:
            talk(client)
        except (ConnectionError, UnicodeDecodeError):
            pass  # it has hung up


def start_worker(listener):
    worker = multiprocessing.Process(target=work, args=(listener,), daemon=True)
    worker.start()
    return worker


def serve(host, port, workers, ready):
    with socket.create_server((host, port)) as listener:
        crew = [start_worker(listener) for _ in range(workers)]
        ready.set()
        signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))  # at the exit daemons are ended and joined
        while True:
            wait([worker.sentinel for worker in crew])
            for worker in [worker for worker in crew if not worker.is_alive()]:
                worker.join()
                crew.remove(worker)
                crew.append(start_worker(listener))


if __name__ == "__main__":
    hello = [("bob", "comes"), ("bob", "says", b"hello\n"), ("bob", "hears"), ("server", "ends")]
    print("heard, exit code, port is free:", *try_out(hello, 2))
    print("heard, exit code, port is free:", *try_out([("ada", "comes"), *hello], 2))
