"""Nobody puts the greeting on the queue."""

# fails: greets = deadlocked
# fails: in_a_process = deadlocked
# fails: ends = deadlocked

import multiprocessing


# given: leave as it is
def greet(name):
    return f"hello {name}"


def tell(name, queue):
    greet(name)


def main(name):
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=tell, args=(name, queue))
    process.start()
    answer = queue.get()
    process.join()
    return answer
