"""safestack (SCTBench): a lock-free stack of three items that needs three processes and five switches to break."""

from multiprocessing import Array, Lock, Process, Value


class SafeStack:
    """Vyukov's: pop takes an item off by swapping its `following` with -1 (the right one: under a lock)."""

    def __init__(self, whole):
        self.whole = Lock() if whole else None
        self.lock = Lock()
        self.following, self.head, self.count = Array("i", [1, 2, -1]), Value("i", 0), Value("i", 3)

    def exchange(self, item, new):
        with self.lock:
            old, self.following[item] = self.following[item], new
            return old

    def swap_head(self, expected, new):
        """Compare-and-swap."""
        with self.lock:
            if self.head.value != expected:
                return False
            self.head.value = new
            return True

    def add(self, number):
        with self.lock:
            self.count.value += number

    def pop(self):
        """An item, or -1 if there may be but one."""
        while self.count.value > 1:
            first = self.head.value
            after = self.exchange(first, -1)
            if after >= 0:
                if self.swap_head(first, after):
                    self.add(-1)
                    return first
                self.exchange(first, after)
        return -1

    def push(self, item):
        while True:
            first = self.head.value
            self.exchange(item, first)
            if self.swap_head(first, item):
                break
        self.add(1)


def use(stack, owners, clashes):
    """Twice: take an item, which nobody else may have meanwhile, and give it back."""
    for _ in range(2):
        if stack.whole:
            stack.whole.acquire()
        item = stack.pop()
        if item >= 0:
            with owners.get_lock():
                owners[item] += 1
                clashes.value += owners[item] > 1
            with owners.get_lock():
                owners[item] -= 1
            stack.push(item)
        if stack.whole:
            stack.whole.release()


def main(right):
    stack, owners, clashes = SafeStack(right), Array("i", 3), Value("i", 0)
    users = [Process(target=use, args=(stack, owners, clashes)) for _ in range(3)]
    for user in users:
        user.start()
    for user in users:
        user.join()
    return clashes.value
