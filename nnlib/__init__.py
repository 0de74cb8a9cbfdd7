"""The course's small library: what a network is made of, and what it learns from.

The functions are first built in a notebook. Read the modules from the lowest up: ``checks``,
``linalg``, ``mnist``, ``digits``, ``network``, ``convolution``, ``bar``, ``models``. What shows,
asks and checks is in ``course``. Importing ``nnlib`` loads none of them, so it is instant.
"""

__version__ = "0.1.0"
# What the modules say that were here before they moved to ``course``.
MOVED = (
    "This notebook is from before the course's drawings and exercises moved: end JupyterLab and "
    "open the course anew with python -m course; what you have changed stays, and the new notebook "
    "comes beside it."
)
