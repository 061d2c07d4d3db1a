"""The greeting comes twice."""

# fails: greets = failed

import multiprocessing


# given: leave as it is
def greet(name):
    return f"hello {name}"


def tell(name, queue):
    queue.put(greet(name))


def main(name):
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=tell, args=(name, queue))
    process.start()
    answer = queue.get()
    process.join()
    return answer + answer
