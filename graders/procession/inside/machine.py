"""A pretended machine: how many processors there are, and how many this process may use."""

import os


def install(cpus, usable):
    """Let every way of asking answer `cpus` (the machine's) or `usable` (this process's)."""

    def sched_getaffinity(pid, /):
        return set(range(1, 2 * usable, 2))  # not 0..n-1: a set is to be counted, not read

    def cpu_count():
        return cpus

    def process_cpu_count():
        return usable

    os.sched_getaffinity = sched_getaffinity
    os.cpu_count = cpu_count
    if hasattr(os, "process_cpu_count"):
        os.process_cpu_count = process_cpu_count
