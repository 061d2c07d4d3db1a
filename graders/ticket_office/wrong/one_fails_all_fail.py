"""A client that ends with an error stops the sale: the others are terminated."""

# fails: failing_buyers = failed
# fails: ends = failed

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


def search(path):
    return read_stock(path)


def buy(path, lock, who):
    with lock:
        left = read_stock(path)
        if left == 0:
            return False
        network(who)
        write_stock(path, left - 1)
        return True


def client(path, lock, who, sold):
    print(f"{who} sees that {search(path)} are left")
    if buy(path, lock, who):
        sold.put(who)


def main(path, tickets, clients):
    deliver(path, tickets)
    lock = multiprocessing.Lock()
    sold = multiprocessing.SimpleQueue()
    processes = [multiprocessing.Process(target=client, args=(path, lock, who, sold)) for who in clients]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        if process.exitcode:
            for other in processes:
                other.terminate()
    names = []
    while not sold.empty():
        names.append(sold.get())
    return names


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "stock.json")
        names = main(path, 1, ["ada", "bob", "cleo"])
        print(f"1 ticket was sold to {names}; the file says that {read_stock(path)} are left")
