"""The process is killed once it has answered."""

# fails: ends = failed

import multiprocessing


# given: leave as it is
def greet(name):
    return f"hello {name}"


def tell(name, queue):
    queue.put(greet(name))
    multiprocessing.Event().wait()


def main(name):
    queue = multiprocessing.SimpleQueue()
    process = multiprocessing.Process(target=tell, args=(name, queue))
    process.start()
    answer = queue.get()
    process.terminate()
    process.join()
    return answer
