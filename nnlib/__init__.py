"""The course's small library: what the notebooks compute with, what they load, and what they draw.

The functions that a network is made of are first built in a notebook. Read the modules from the
lowest up: ``linalg``, ``mnist``, ``digits``, ``network``, ``models``, then the drawings ``svg``,
``diagram``, ``scenes``, ``plots`` and ``progress``, and on top of these ``explore``, whose drawings
move, ``exercises`` and ``course``. Importing ``nnlib`` loads none of them, so it is instant.
"""

__version__ = "0.1.0"
