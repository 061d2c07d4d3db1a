"""Each account is a file, locked by flock in the order of names."""

import fcntl
import multiprocessing
import os
import tempfile
import time


# given: leave as it is
def audit(src, dst):
    """The books of two accounts are looked at while nobody else may touch them: slow."""
    time.sleep(0.1)


def transfer(folder, accounts, src, dst, amount):
    if src == dst or src not in accounts or dst not in accounts:
        return
    paths = {account: os.path.join(folder, f"{account:06}") for account in (src, dst)}
    files = {account: open(paths[account], "r+") for account in sorted(paths)}
    try:
        for account in sorted(files):
            fcntl.flock(files[account], fcntl.LOCK_EX)
        has = {account: int(file.read()) for account, file in files.items()}
        if has[src] < amount:
            return
        has[src] -= amount
        has[dst] += amount
        for account, file in files.items():
            file.seek(0)
            file.truncate()
            file.write(str(has[account]))
            file.flush()
        audit(src, dst)
    finally:
        for file in files.values():
            file.close()


def main(balances, transfers):
    with tempfile.TemporaryDirectory() as folder:
        for number, balance in enumerate(balances):
            with open(os.path.join(folder, f"{number:06}"), "w") as file:
                file.write(str(balance))
        accounts = range(len(balances))
        processes = [multiprocessing.Process(target=transfer, args=(folder, accounts, *one)) for one in transfers]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return [int(open(os.path.join(folder, f"{number:06}")).read()) for number in accounts]


if __name__ == "__main__":
    print("one way:", main([100, 100, 100], [(0, 1, 10), (1, 2, 20)]))
    print("there and back (if nothing follows, stop with Ctrl-C):", end=" ", flush=True)
    print(main([100, 100], [(0, 1, 10), (1, 0, 20)]))
