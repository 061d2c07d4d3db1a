"""bluetooth driver (SCTBench): a request is counted after the driver was asked whether it is stopping."""

from multiprocessing import Event, Lock, Process, Value


class Driver:
    def __init__(self):
        self.lock, self.last_left = Lock(), Event()
        self.pending, self.stopping = Value("i", 1), Value("i", 0)
        self.stopped, self.used_after = Value("i", 0), Value("i", 0)

    def leave(self):
        with self.lock:
            self.pending.value -= 1
            if self.pending.value == 0:
                self.last_left.set()


def enter_buggy(driver):
    if driver.stopping.value:
        return False
    with driver.lock:
        driver.pending.value += 1
    return True


def enter_right(driver):
    with driver.lock:
        if driver.stopping.value:
            return False
        driver.pending.value += 1
    return True


def request(driver, enter):
    if enter(driver):
        driver.used_after.value = driver.stopped.value
        driver.leave()


def main(right):
    driver = Driver()
    user = Process(target=request, args=(driver, enter_right if right else enter_buggy))
    user.start()
    with driver.lock:
        driver.stopping.value = 1
    driver.leave()
    driver.last_left.wait()
    driver.stopped.value = 1
    user.join()
    return driver.used_after.value
