"""Drawings in a cell that stand still: networks step by step, and the ideas of the course.

Each function returns a drawing with words that say what it shows; put it on the last line of a
cell. ``explore`` has those that can be moved. Pictures of data are in ``plots``.
"""

from course.pictures.alpha_curves import alpha_curves as alpha_curves
from course.pictures.bend import bend as bend
from course.pictures.cnn import cnn as cnn
from course.pictures.cross_entropy import cross_entropy as cross_entropy
from course.pictures.demands import demands as demands
from course.pictures.digit_network import digit_network as digit_network
from course.pictures.dropout import dropout as dropout
from course.pictures.mark1 import mark1 as mark1
from course.pictures.matrix import matrix as matrix
from course.pictures.network import network as network
from course.pictures.parabola import parabola as parabola
from course.pictures.patch import patch as patch
from course.pictures.perceptron_step import perceptron_step as perceptron_step
from course.pictures.pixel_numbers import pixel_numbers as pixel_numbers
from course.pictures.planes import planes as planes
from course.pictures.shifted import shifted as shifted
from course.pictures.slope import slope as slope
from course.pictures.softmax import softmax as softmax
from course.pictures.team import team as team
from course.pictures.three_steps import three_steps as three_steps
from course.pictures.two_answers import two_answers as two_answers
