"""Programs that look stuck for a while and are not: none may ever be called deadlocked."""

import asyncio
import concurrent.futures
import multiprocessing
import multiprocessing.connection
import os
import select
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time


def busy(n):
    """Long processor work without a gate."""
    total = 0
    for i in range(n):
        total += i * i
    return total


def work_and_send(connection, n):
    busy(n)
    connection.send(n)
    connection.close()


def cpu():
    """main waits for a child that computes for a long time."""
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.Process(target=work_and_send, args=(theirs, 1_500_000))
    child.start()
    value = ours.recv()
    child.join()
    return value


def slow_child():
    """main waits for a program that is no Python of ours."""
    done = subprocess.run([sys.executable, "-c", "print(6 * 7)"], capture_output=True, text=True, check=True)
    return int(done.stdout)


def put_big(queue):
    queue.put("x" * 300_000)


def in_flight():
    """More data on its way than a pipe holds."""
    queue = multiprocessing.Queue()
    child = multiprocessing.Process(target=put_big, args=(queue,))
    child.start()
    length = len(queue.get())
    child.join()
    return length


def feeder():
    """The only one who could go on is a queue's feeder thread."""
    queue = multiprocessing.Queue()
    queue.put(41)
    return queue.get() + 1


def signal_child(pid):
    os.kill(pid, signal.SIGUSR1)


def handler():
    """What everybody waits for comes out of a signal handler."""
    queue = multiprocessing.SimpleQueue()
    signal.signal(signal.SIGUSR1, lambda *_: queue.put("signalled"))
    child = multiprocessing.Process(target=signal_child, args=(os.getpid(),))
    child.start()
    value = queue.get()
    child.join()
    return value


def forked():
    """A process that os.fork made, talking over a bare pipe."""
    read, write = os.pipe()
    if os.fork() == 0:
        busy(200_000)
        os.write(write, b"7")
        os._exit(0)
    value = int(os.read(read, 1))
    os.wait()
    return value


def threads():
    """Threads that wait for each other without any gate."""
    baton, found = threading.Lock(), []
    baton.acquire()

    def run():
        found.append(busy(300_000) > 0)
        baton.release()

    thread = threading.Thread(target=run)
    thread.start()
    baton.acquire()
    thread.join()
    return found


def event_timeout():
    """Timed waits that must come to their end in virtual time."""
    event = multiprocessing.Event()
    began = time.monotonic()
    first = event.wait(1000)
    thread_event = threading.Event()
    second = thread_event.wait(500)
    return first, second, time.monotonic() - began >= 1500


def send_back(address):
    with multiprocessing.connection.Client(address) as connection:
        for item in iter(connection.recv, None):
            connection.send(item)


def tcp():
    """Data between TCP sockets arrives by the kernel's own doing, some time later."""
    with multiprocessing.connection.Listener(("localhost", 0)) as listener:
        child = multiprocessing.Process(target=send_back, args=(listener.address,))
        child.start()
        lengths = []
        with listener.accept() as connection:
            for size in (400_000, 3, 700_000):
                connection.send("x" * size)
                lengths.append(len(connection.recv()))
            connection.send(None)
        child.join()
    return lengths


def alarms():
    """Who waits for nothing but its own alarm clock."""
    queue, rung = multiprocessing.SimpleQueue(), []
    signal.signal(signal.SIGALRM, lambda *_: rung.append(len(rung)) or (len(rung) == 3 and queue.put("rung")))
    signal.alarm(100)
    left = signal.alarm(0)
    signal.setitimer(signal.ITIMER_REAL, 20, 5)
    value = queue.get()
    signal.setitimer(signal.ITIMER_REAL, 0)
    return left, value, rung[:3]


def stopped():
    """A child that stops itself until it is told to go on."""
    child = multiprocessing.Process(target=os.kill, args=(os.getpid(), 0))
    child.start()
    child.join()
    pid = os.fork()
    if pid == 0:
        os.kill(os.getpid(), signal.SIGSTOP)
        os._exit(5)
    os.waitpid(pid, os.WUNTRACED)
    os.kill(pid, signal.SIGCONT)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


async def sleeping():
    await asyncio.sleep(30)
    loop = asyncio.get_running_loop()
    with concurrent.futures.ProcessPoolExecutor(1) as pool:
        return await asyncio.wait_for(loop.run_in_executor(pool, busy, 3), 1e9)


def other_timeouts():
    """Waits with a time-out that are not multiprocessing's: in virtual time, or at least in real time."""
    began, lock = time.monotonic(), threading.Lock()
    lock.acquire()
    thread = threading.Thread(target=lock.acquire, args=(True, 0.2))
    thread.start()
    while thread.is_alive():
        thread.join(timeout=100)
    ours, theirs = socket.socketpair()
    with ours, theirs, selectors.DefaultSelector() as selector:
        selector.register(ours, selectors.EVENT_READ)
        nothing = selector.select(timeout=300), select.select([ours], [], [], 400)[0]
        theirs.send(b"x")
        something = [key.fd == ours.fileno() for key, _ in selector.select(timeout=500)]
    return asyncio.run(sleeping()), nothing, something, time.monotonic() - began > 700


CASES = {
    "cpu": 1_500_000, "slow_child": 42, "in_flight": 300_000, "feeder": 42, "handler": "signalled",
    "alarms": (100, "rung", [0, 1, 2]), "stopped": 5, "forked": 7,
    "tcp": [400_000, 3, 700_000], "other_timeouts": (5, ([], []), [True], True),
    "threads": [True], "event_timeout": (False, False, True),
}  # fmt: skip


def main(case):
    return globals()[case]()
