"""Sends signals to everybody without an end."""

# attacks: tally

import os
import signal


def main(numbers):
    signal.signal(signal.SIGUSR1, lambda *args: None)
    for _ in range(300):
        for number in (signal.SIGUSR1, signal.SIGCONT, signal.SIGCHLD, signal.SIGPIPE, signal.SIGWINCH):
            try:
                os.kill(os.getppid(), number)
                os.kill(0, signal.SIGCONT)
            except OSError:
                pass
    return sum(map(abs, numbers))
