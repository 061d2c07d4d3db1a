"""account (SCTBench): the balance is read under the lock and written under the lock, but not in one go."""

from multiprocessing import Lock, Process, Value


def deposit_buggy(balance, lock, amount):
    with lock:
        seen = balance.value
    with lock:
        balance.value = seen + amount


def deposit_right(balance, lock, amount):
    with lock:
        balance.value = balance.value + amount


def main(right):
    balance, lock = Value("i", 100), Lock()
    deposit = deposit_right if right else deposit_buggy
    clerks = [Process(target=deposit, args=(balance, lock, amount)) for amount in (10, -30)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    return balance.value
