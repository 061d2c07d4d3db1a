"""Imported by every interpreter that has this folder on its PYTHONPATH, before anything else."""

import os

import pretend

pretend.hide(os.environ["PROCESSION_PRETEND"])
