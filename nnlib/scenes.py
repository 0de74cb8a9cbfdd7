"""Moved to ``course``; a notebook from before is told so."""

from nnlib import MOVED

raise ImportError(MOVED)
