"""Only one process sells: the clients send it their names and wait for an answer."""

import json
import multiprocessing
import multiprocessing.connection
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


def search(path):
    return read_stock(path)


def buy(path, desk, who):
    desk.send(who)
    return desk.recv()


def client(path, desk, who):
    search(path)
    buy(path, desk, who)


def sell(path, who):
    left = read_stock(path)
    if left == 0:
        return False
    try:
        network(who)
    except (ConnectionError, SystemExit):
        return False
    write_stock(path, left - 1)
    return True


def seller(path, desks, sold):
    names = []
    while desks:
        for desk in multiprocessing.connection.wait(desks):
            try:
                who = desk.recv()
            except EOFError:
                desks.remove(desk)
                continue
            got = sell(path, who)
            if got:
                names.append(who)
            desk.send(got)
    sold.send(names)


def main(path, tickets, clients):
    deliver(path, tickets)
    pairs = [multiprocessing.Pipe() for _ in clients]
    result, sold = multiprocessing.Pipe(duplex=False)
    processes = []
    for who, (ours, theirs) in zip(clients, pairs):
        processes.append(multiprocessing.Process(target=client, args=(path, theirs, who)))
    for process in processes:
        process.start()
    for _, theirs in pairs:
        theirs.close()
    shop = multiprocessing.Process(target=seller, args=(path, [ours for ours, _ in pairs], sold))
    shop.start()
    for process in processes:
        process.join()
    for ours, _ in pairs:
        ours.close()
    names = result.recv()
    shop.join()
    return names


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "stock.json")
        names = main(path, 1, ["ada", "bob", "cleo"])
        print(f"1 ticket was sold to {names}; the file says that {read_stock(path)} are left")
