"""Leaves semaphores, shared memory and message queues behind, of every kind."""

# attacks: tally

import ctypes
from multiprocessing import resource_tracker, shared_memory


def main(numbers):
    library = ctypes.CDLL(None)
    for key in range(4711, 4721):
        library.shmget(key, 4096, 0o1666)
        library.semget(key, 1, 0o1666)
        library.msgget(key, 0o1666)
    for number in range(20):
        memory = shared_memory.SharedMemory(name=f"attack-{number}", create=True, size=4096)
        resource_tracker.unregister(memory._name, "shared_memory")
        memory.close()
    return sum(map(abs, numbers))
