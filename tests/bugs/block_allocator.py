"""fsbench (SCTBench): a free block is looked for under the lock, and marked as used under the lock, but later."""

from multiprocessing import Array, Lock, Process


def allocate_buggy(lock, used, blocks, inode):
    with lock:
        free = list(used).index(0)
    with lock:
        used[free] = 1
    blocks[inode] = free


def allocate_right(lock, used, blocks, inode):
    with lock:
        free = list(used).index(0)
        used[free] = 1
    blocks[inode] = free


def main(right):
    lock, used, blocks = Lock(), Array("i", 3), Array("i", 3)
    allocate = allocate_right if right else allocate_buggy
    writers = [Process(target=allocate, args=(lock, used, blocks, inode)) for inode in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    return sorted(blocks)
