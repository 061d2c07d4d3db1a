"""students: the queue is empty, so the work is taken for done; but the last item is still in somebody's hands."""

import time
from multiprocessing import JoinableQueue, Process, Value


def work(tasks, total):
    while True:
        task = tasks.get()
        with total.get_lock():
            total.value += task
        tasks.task_done()


def main(right):
    tasks, total = JoinableQueue(), Value("i", 0)
    Process(target=work, args=(tasks, total), daemon=True).start()
    for task in (1, 2):
        tasks.put(task)
    if right:
        tasks.join()
    else:
        time.sleep(0.01)
        while not tasks.empty():
            time.sleep(0.01)
    return total.value
