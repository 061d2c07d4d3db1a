"""students: empty() as the end test; what was just put is still on its way through the feeder thread."""

from multiprocessing import Process, Queue, Value


def work_buggy(tasks, total):
    while not tasks.empty():
        total.value += tasks.get()


def work_right(tasks, total):
    for task in iter(tasks.get, None):
        total.value += task


def main(right):
    tasks, total = Queue(), Value("i", 0)
    for task in (1, 2):
        tasks.put(task)
    if right:
        tasks.put(None)
    worker = Process(target=work_right if right else work_buggy, args=(tasks, total))
    worker.start()
    worker.join()
    return total.value
