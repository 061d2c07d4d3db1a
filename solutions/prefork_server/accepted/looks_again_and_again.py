"""The server looks twice a second whether a worker is missing; the workers say what they do."""

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


def say(*words):
    print(multiprocessing.current_process().name, *words, file=sys.stderr, flush=True)


def lines_of(client):
    buffer = bytearray()
    while True:
        data = client.recv(256)
        buffer += data
        while b"\n" in buffer:
            line, _, buffer = buffer.partition(b"\n")
            yield line
        if not data:
            if buffer:
                yield buffer
            return


def work(listener):
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    say("waits for clients")
    while True:
        client, where = listener.accept()
        say("talks to", where)
        time.sleep(0.1)
        try:
            for line in lines_of(client):
                client.send(bytes(answer(str(line, "utf-8")) + "\n", "utf-8"))
        except Exception as error:
            say(error)
        client.close()
        say("has said good-bye to", where)


class Crew(dict):
    def __init__(self, listener, size):
        self.listener = listener
        for place in range(size):
            self.start(place)

    def start(self, place):
        self[place] = multiprocessing.Process(target=work, args=(self.listener,), name=f"worker at {place}")
        self[place].start()


def serve(host, port, workers, ready):
    told = []
    signal.signal(signal.SIGTERM, lambda *args: told.append(args))
    listener = socket.create_server((host, port))
    crew = Crew(listener, workers)
    ready.set()
    while not told:
        time.sleep(0.5)
        for place, worker in crew.items():
            if not worker.is_alive():
                say("replaces", worker.name)
                crew.start(place)
    for worker in crew.values():
        worker.terminate()
        worker.join()
    listener.close()


if __name__ == "__main__":
    hello = [("bob", "comes"), ("bob", "says", b"hello\n"), ("bob", "hears"), ("server", "ends")]
    print("heard, exit code, port is free:", *try_out(hello, 2))
    print("heard, exit code, port is free:", *try_out([("ada", "comes"), *hello], 2))
