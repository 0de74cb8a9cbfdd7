"""Live drawings: what ``diagram`` and ``scenes`` draw, moved by sliders, buttons and the keyboard.

Each function returns an ``Explorer``; put it on the last line of a cell. Values that are changed in
the browser can be read in the next cell.
"""

from course.pictures.answers import compare as compare
from course.pictures.browse import browse as browse
from course.pictures.fold import fold as fold
from course.pictures.inside import layers as layers
from course.pictures.network import network as network
from course.pictures.pad import pad as pad
from course.pictures.parabola import parabola as parabola
from course.pictures.patch import patch as patch
from course.pictures.perceptron import perceptron as perceptron
from course.pictures.three_steps import three_steps as three_steps
from course.pictures.training import retrain as retrain
