"""Builds the book and the slides from the stored notebooks; ``build_book.py`` is its command."""

from course.notebooks import ROOT as ROOT
from course.notebooks import Problem

# Everything that is built goes here. Git ignores it.
BUILD = ROOT / "_build"
# Something is missing or does not hold.
BuildError = Problem
