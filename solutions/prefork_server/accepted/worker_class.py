"""A Process subclass, an object that supervises; the handler only sets a flag and ends workers."""

import contextlib
import multiprocessing
import os
import signal
import socket
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


class Worker(multiprocessing.Process):
    def __init__(self, listener):
        super().__init__()
        self.listener = listener

    def run(self):
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        while True:
            client, _ = self.listener.accept()
            with client:
                try:
                    self.talk(client)
                except OSError as error:
                    print(f"{self.name}: a client has gone: {error}")
                except UnicodeError:
                    print(f"{self.name}: not a text")

    def talk(self, client):
        stream = client.makefile("rwb")
        while line := stream.readline():
            text = line.decode("utf-8")
            if text.endswith("\n"):
                text = text[:-1]
            stream.write(answer(text).encode("utf-8") + b"\n")
            stream.flush()


class Server:
    def __init__(self, listener, size):
        self.listener = listener
        self.size = size
        self.stopping = False
        self.crew = []

    def fill_up(self):
        while len(self.crew) < self.size and not self.stopping:
            worker = Worker(self.listener)
            worker.start()
            self.crew.append(worker)

    def stop(self, number, frame):
        self.stopping = True
        for worker in self.crew:
            worker.terminate()

    def run(self):
        while not self.stopping:
            wait([worker.sentinel for worker in self.crew])
            for worker in self.crew[:]:
                if worker.exitcode is not None:
                    self.crew.remove(worker)
            self.fill_up()
        for worker in self.crew:
            worker.join()


def serve(host, port, workers, ready):
    with socket.create_server((host, port), backlog=5) as listener:
        server = Server(listener, workers)
        signal.signal(signal.SIGTERM, server.stop)
        server.fill_up()
        ready.set()
        server.run()


if __name__ == "__main__":
    hello = [("bob", "comes"), ("bob", "says", b"hello\n"), ("bob", "hears"), ("server", "ends")]
    print("heard, exit code, port is free:", *try_out(hello, 2))
    print("heard, exit code, port is free:", *try_out([("ada", "comes"), *hello], 2))
