"""A pipe each way; closing the writing end is the end signal."""

import multiprocessing
import threading
import time


# given: leave as it is
def handle(item):
    """Handle one item: slow; numbers are doubled, anything else stays as it is."""
    time.sleep(0.1)
    if isinstance(item, (int, float)) and not isinstance(item, bool):
        return item * 2
    return item


def consumer(items, results):
    while True:
        try:
            item = items.recv()
        except EOFError:
            break
        results.send(handle(item))
    results.close()


def feed(connection, items):
    for item in items:
        connection.send(item)
    connection.close()


def main(items):
    items_out, items_in = multiprocessing.Pipe(duplex=False)
    results_out, results_in = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=start, args=(items_out, items_in, results_in))
    process.start()
    items_out.close()
    results_in.close()
    feeder = threading.Thread(target=feed, args=(items_in, items))
    feeder.start()
    results = []
    try:
        while True:
            results.append(results_out.recv())
    except EOFError:
        pass
    feeder.join()
    process.join()
    return results


def start(items_out, items_in, results_in):
    items_in.close()  # under fork the child has the writing end, too
    consumer(items_out, results_in)


if __name__ == "__main__":
    print(main([1, 2, "three", 4]))
