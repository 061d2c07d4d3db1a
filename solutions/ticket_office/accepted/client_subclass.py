"""Each client is a subclass of Process and tells by a pipe what it got."""

import json
import multiprocessing
import os
import sys
import tempfile
import time


# given: leave as it is
def read_stock(path):
    """How many tickets are left."""
    with open(path, encoding="utf-8") as file:
        return json.load(file)["count"]


# given: leave as it is
def write_stock(path, n):
    """Write how many are left: into a new file first, which then takes the place of the old one at once."""
    new = f"{path}.{os.getpid()}"
    with open(new, "w", encoding="utf-8") as file:
        json.dump({"count": n}, file)
    os.replace(new, path)


# given: leave as it is
def deliver(path, n):
    """New tickets come in; without a file there have been none."""
    write_stock(path, n + (read_stock(path) if os.path.exists(path) else 0))


# given: leave as it is
def network(who):
    """The order goes over the network: slow, and it fails on purpose for some."""
    time.sleep(0.2)
    if who.startswith("offline"):
        raise ConnectionError(f"{who} can't be reached")
    if who.startswith("quitter"):
        sys.exit(f"{who} has closed the window")


def search(path: str) -> int:
    return read_stock(path)


def buy(path: str, lock, who: str) -> bool:
    with lock:
        if (left := read_stock(path)) < 1:
            return False
        network(who)
        write_stock(path, left - 1)
    return True


class Client(multiprocessing.Process):
    """A client; `got_one` may be asked after it has been joined."""

    def __init__(self, path, lock, who):
        super().__init__(name=who)
        self.path, self.lock, self.who = path, lock, who
        self.answer, self._answer = multiprocessing.Pipe(duplex=False)

    def run(self):
        search(self.path)
        self._answer.send(buy(self.path, self.lock, self.who))

    @property
    def got_one(self):
        return self.answer.poll() and self.answer.recv()


def main(path: str, tickets: int, clients: list[str]) -> list[str]:
    deliver(path, tickets)
    lock = multiprocessing.RLock()
    crowd = [Client(path, lock, who) for who in clients]
    for client in crowd:
        client.start()
    for client in crowd:
        client.join()
    return [client.who for client in crowd if client.got_one]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "stock.json")
        names = main(path, 1, ["ada", "bob", "cleo"])
        print(f"1 ticket was sold to {names}; the file says that {read_stock(path)} are left")
