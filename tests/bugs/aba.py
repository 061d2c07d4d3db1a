"""ABA (lock-free stack): the top is the same as before, but what lies below it is not."""

from multiprocessing import Array, Lock, Process, Value

END = -1


class Stack:
    """Items 0, 1, 2; `below` says what each lies on. The right one counts its changes."""

    def __init__(self, counts):
        self.counts, self.lock = counts, Lock()
        self.top, self.changes, self.below = Value("i", 0), Value("i", 0), Array("i", [1, 2, END])

    def look(self):
        with self.lock:
            return self.top.value, self.changes.value

    def swap(self, seen, new):
        """Compare-and-swap."""
        with self.lock:
            if self.top.value != seen[0] or (self.counts and self.changes.value != seen[1]):
                return False
            self.top.value = new
            self.changes.value += 1
            return True

    def pop(self):
        while True:
            seen = self.look()
            if seen[0] == END or self.swap(seen, self.below[seen[0]]):
                return seen[0]

    def push(self, item):
        while True:
            seen = self.look()
            self.below[item] = seen[0]
            if self.swap(seen, item):
                return


def shuffle(stack, taken):
    """Take two, and give the first one back."""
    first, second = stack.pop(), stack.pop()
    stack.push(first)
    if second != END:
        taken[second] += 1


def main(right):
    stack, taken = Stack(right), Array("i", 3)
    other = Process(target=shuffle, args=(stack, taken))
    other.start()
    mine = stack.pop()
    other.join()
    taken[mine] += 1
    while (item := stack.pop()) != END:
        taken[item] += 1
    return list(taken)
