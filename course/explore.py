"""Live drawings: what ``pictures`` draws, moved by sliders, buttons and the keyboard.

Each function returns an ``Explorer``; put it on the last line of a cell. Values that are changed in
the browser can be read in the next cell.
"""

from course.pictures.answers import compare
from course.pictures.browse import browse
from course.pictures.fold import fold
from course.pictures.inside import layers
from course.pictures.network import live_network as network
from course.pictures.pad import pad
from course.pictures.parabola import live_parabola as parabola
from course.pictures.patch import live_patch as patch
from course.pictures.perceptron import perceptron
from course.pictures.three_steps import live_three_steps as three_steps
from course.pictures.training import retrain

__all__ = ["browse", "compare", "fold", "layers", "network", "pad", "parabola", "patch"]
__all__ += ["perceptron", "retrain", "three_steps"]
