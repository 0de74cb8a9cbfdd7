"""Live drawings: what ``diagram`` and ``scenes`` draw, moved by sliders, buttons and the keyboard.

Each function returns an ``Explorer``; put it on the last line of a cell. Values that are changed in
the browser can be read in the next cell.
"""

from nnlib.explore.answers import compare as compare
from nnlib.explore.browse import browse as browse
from nnlib.explore.fold import fold as fold
from nnlib.explore.inside import layers as layers
from nnlib.explore.network import network as network
from nnlib.explore.pad import pad as pad
from nnlib.explore.parabola import parabola as parabola
from nnlib.explore.patch import patch as patch
from nnlib.explore.perceptron import perceptron as perceptron
from nnlib.explore.three_steps import three_steps as three_steps
from nnlib.explore.training import retrain as retrain
