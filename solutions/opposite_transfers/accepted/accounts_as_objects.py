"""An account is an object with a balance and a lock; each transfer is a subclass of Process."""

import multiprocessing
import time


# given: leave as it is
def audit(src, dst):
    """The books of two accounts are looked at while nobody else may touch them: slow."""
    time.sleep(0.1)


class Account:
    def __init__(self, number, balance):
        self.number = number
        self._balance = multiprocessing.Value("q", balance)
        self.lock = self._balance.get_lock()

    @property
    def balance(self):
        return self._balance.value

    @balance.setter
    def balance(self, amount):
        self._balance.value = amount

    def __lt__(self, other):
        return self.number < other.number


class Transfer(multiprocessing.Process):
    def __init__(self, accounts, src, dst, amount):
        super().__init__(name=f"{src}-{dst}")
        self.accounts = accounts
        self.order = src, dst, amount

    def run(self):
        src, dst, amount = self.order
        payer, receiver = self.accounts[src], self.accounts[dst]
        if payer is receiver:
            return
        one, other = sorted([payer, receiver])
        with one.lock, other.lock:
            if payer.balance >= amount:
                payer.balance -= amount
                receiver.balance += amount
                audit(src, dst)


def main(balances, transfers):
    accounts = [Account(number, balance) for number, balance in enumerate(balances)]
    processes = [Transfer(accounts, *transfer) for transfer in transfers]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [account.balance for account in accounts]


if __name__ == "__main__":
    print("one way:", main([100, 100, 100], [(0, 1, 10), (1, 2, 20)]))
    print("there and back (if nothing follows, stop with Ctrl-C):", end=" ", flush=True)
    print(main([100, 100], [(0, 1, 10), (1, 0, 20)]))
