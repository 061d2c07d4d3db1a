"""What differs between operating systems, as far as both sides of the line must know it."""

import os
import signal

WINDOWS = os.name == "nt"
STACKS = signal.SIGRTMAX - 3 if hasattr(signal, "SIGRTMAX") else getattr(signal, "SIGINFO", None)
"""The signal that asks a process to write the stacks of its threads to its stderr; None where there is none."""
