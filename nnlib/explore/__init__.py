"""Live drawings: what ``diagram`` and ``scenes`` draw, moved by sliders, buttons and the keyboard.

Each function returns an ``Explorer``; put it on the last line of a cell. Values that are changed in
the browser can be read in the next cell.
"""

from nnlib.explore.pad import pad as pad
from nnlib.explore.training import retrain as retrain
