"""main asks again and again, for ever."""

# fails: greets = timed out
# fails: in_a_process = timed out
# fails: ends = timed out

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
    while queue.empty() or True:
        pass
    answer = queue.get()
    process.join()
    return answer
