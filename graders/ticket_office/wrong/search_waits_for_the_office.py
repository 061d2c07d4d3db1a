"""Whoever only looks takes the lock as well, and waits until an order has gone through."""

# fails: search_overlaps_buy = failed

import json
import multiprocessing
import os
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


def search(path):
    return read_stock(path)


def buy(path, lock, who):
    left = read_stock(path)
    if left <= 0:
        return False
    with lock:
        left = read_stock(path)
        if left <= 0:
            return False
        network(who)
        write_stock(path, left - 1)
    return True


def client(path, lock, who, got):
    with lock:
        search(path)
    if buy(path, lock, who):
        got.put(who)


def main(path, tickets, clients):
    deliver(path, tickets)
    lock, got = multiprocessing.Lock(), multiprocessing.SimpleQueue()
    ps = [multiprocessing.Process(target=client, args=(path, lock, c, got)) for c in clients]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    names = []
    while not got.empty():
        names.append(got.get())
    return names


if __name__ == "__main__":
    pass
