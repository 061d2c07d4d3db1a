"""A transfer that has failed is not joined."""

# fails: joined = failed

import multiprocessing
import time


# given: leave as it is
def audit(src, dst):
    """The books of two accounts are looked at while nobody else may touch them: slow."""
    time.sleep(0.1)


def transfer(accounts, locks, src, dst, amount):
    if src == dst:
        return
    with locks[min(src, dst)], locks[max(src, dst)]:
        if accounts[src] < amount:
            return
        accounts[src] -= amount
        accounts[dst] += amount
        audit(src, dst)


def job(accounts, locks, src, dst, amount, conn):
    transfer(accounts, locks, src, dst, amount)
    conn.send("done")


def main(balances, transfers):
    accounts = multiprocessing.Array("q", balances)
    locks = [multiprocessing.Lock() for _ in balances]
    running = []
    for src, dst, amount in transfers:
        reader, writer = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.Process(target=job, args=(accounts, locks, src, dst, amount, writer))
        process.start()
        writer.close()
        running.append((process, reader))
    for process, reader in running:
        try:
            reader.recv()
            process.join()
        except EOFError:
            pass
    return list(accounts)


if __name__ == "__main__":
    print("one way:", main([100, 100, 100], [(0, 1, 10), (1, 2, 20)]))
    print("there and back (if nothing follows, stop with Ctrl-C):", end=" ", flush=True)
    print(main([100, 100], [(0, 1, 10), (1, 0, 20)]))
