"""students: task_done() is called before the follow-up task is put, so that join() may return in between."""

from multiprocessing import JoinableQueue, Process, Value


def work_buggy(tasks, handled):
    while True:
        task = tasks.get()
        handled.value += 1
        tasks.task_done()
        if task > 1:
            tasks.put(task - 1)


def work_right(tasks, handled):
    while True:
        task = tasks.get()
        handled.value += 1
        if task > 1:
            tasks.put(task - 1)
        tasks.task_done()


def main(right):
    tasks, handled = JoinableQueue(), Value("i", 0)
    Process(target=work_right if right else work_buggy, args=(tasks, handled), daemon=True).start()
    tasks.put(2)
    tasks.join()
    return handled.value
