"""main raises at its end."""

# fails: greets = crashed
# fails: in_a_process = crashed
# fails: ends = crashed

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
    raise RuntimeError(answer)
