"""students: task_done() is called before the result is stored."""

from multiprocessing import Array, JoinableQueue, Process


def work_buggy(tasks, results):
    while True:
        place = tasks.get()
        tasks.task_done()
        results[place] = place + 1


def work_right(tasks, results):
    while True:
        place = tasks.get()
        results[place] = place + 1
        tasks.task_done()


def main(right):
    tasks, results = JoinableQueue(), Array("i", 2)
    for _ in range(2):
        Process(target=work_right if right else work_buggy, args=(tasks, results), daemon=True).start()
    for place in range(2):
        tasks.put(place)
    tasks.join()
    return list(results)
