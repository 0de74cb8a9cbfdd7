"""The stage of the course: what shows, asks and checks.

``pictures`` are the drawings that stand still, ``explore`` those that answer, ``exercises`` the
checks and guesses, whose tasks stand in ``tasks``; ``photo`` finds the digit on a photograph;
``copy`` makes the student's own copy, which ``python -m course`` opens, and ``save`` keeps saved
notebooks clean. Imports run one way: ``nnlib``, then ``photo``, ``pictures``, ``exercises`` and
``tasks``. Importing ``course`` loads none of them.
"""
