"""Sleeps everywhere, tells everything, reads too often, and waits for the lock with a time-out until it has it."""

import json
import multiprocessing
import os
import sys
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
    time.sleep(0.3)
    return read_stock(path)


def buy(path, lock, who):
    while not lock.acquire(timeout=0.5):
        print(who, "still waits: at the last look there were", read_stock(path), file=sys.stderr)
    try:
        print(who, "has the lock", read_stock(path), file=sys.stderr)
        if read_stock(path) > 0:
            time.sleep(0.1)
            network(who)
            time.sleep(0.1)
            write_stock(path, read_stock(path) - 1)
            return True
        return False
    finally:
        print(who, "gives the lock back", file=sys.stderr)
        lock.release()


def client(path, lock, who, sold):
    print(who, "sees", search(path), file=sys.stderr)
    time.sleep(1)
    if buy(path, lock, who):
        sold.put(who)
        print(who, "is glad")


def main(path, tickets, clients):
    deliver(path, tickets)
    lock = multiprocessing.BoundedSemaphore()
    sold = multiprocessing.SimpleQueue()
    processes = []
    for who in clients:
        process = multiprocessing.Process(target=client, args=(path, lock, who, sold), name=who)
        processes.append(process)
        process.start()
        time.sleep(0.1)
    for process in processes:
        process.join()
        print(process.name, process.exitcode)
    names = []
    while not sold.empty():
        names.append(sold.get())
    return names
