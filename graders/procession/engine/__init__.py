"""The engine: a box, a scheduler outside it, and the frozen record of each run."""
