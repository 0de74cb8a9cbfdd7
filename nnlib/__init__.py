"""The course's small library: every function here is first built in a notebook.

Read the modules from the lowest up: ``linalg``, ``mnist``, ``digits``, ``network``, ``models``,
then the drawings ``svg``, ``diagram``, ``scenes`` and ``plots``. Importing ``nnlib`` loads none
of them, so it is instant.
"""

__version__ = "0.1.0"
