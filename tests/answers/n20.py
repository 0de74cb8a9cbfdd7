"""Answers to the bug hunt of notebook 20, as students write them."""

SETUP = """\
from course.tasks import suspects

weights = [[0.1, 0.1, -0.3], [0.1, 0.2, 0.0], [0.0, 1.3, 0.1]]
input, goals = [8.5, 0.65, 1.2], [0.1, 1, 0.1]


def used_deltas(weights, alpha=0.01):
    new = suspects.learn_matrix(weights, input, goals, alpha)
    return [[(weights[i][j] - new[i][j]) / alpha for j in range(3)] for i in range(3)]
"""

ANSWER = {"20-1": "[verdict, used_for_toes_to_sad]"}

RIGHT = {
    "20-1": [
        "verdict = 'd'\nused_for_toes_to_sad = used_deltas(weights)[2][0]",
        "verdict = 'D'\nused_for_toes_to_sad = 0.546",
        "verdict = 'd, rows and columns exchanged'\nused_for_toes_to_sad = 0.546",
        "verdict = 'd'\nused_for_toes_to_sad = used_deltas(weights, alpha=1)[2][0]",
    ],
}

WRONG = {
    "20-1": {
        "verdict a": "verdict, used_for_toes_to_sad = 'a', 7.3525",
        "verdict b": "verdict, used_for_toes_to_sad = 'b', 0.546",
        "verdict c": "verdict, used_for_toes_to_sad = 'c', 0.546",
        "no letter": "verdict, used_for_toes_to_sad = None, 0.546",
        "exchanged": "verdict, used_for_toes_to_sad = 0.546, 'd'",
        "another letter": "verdict, used_for_toes_to_sad = 'e', 0.546",
        "a text": "verdict, used_for_toes_to_sad = 'd', '0.546'",
        "several numbers": "verdict = 'd'\nused_for_toes_to_sad = used_deltas(weights)",
        "no number": "verdict = 'd'\nused_for_toes_to_sad = used_deltas",
        "rounded": "verdict = 'd'\nused_for_toes_to_sad = round(used_deltas(weights)[2][0], 2)",
        "the new weight": (
            "verdict = 'd'\n"
            "used_for_toes_to_sad = suspects.learn_matrix(weights, input, goals, 0.01)[2][0]"
        ),
        "no figure": "verdict, used_for_toes_to_sad = 'd', None",
        "the right one": "verdict = 'd'\nused_for_toes_to_sad = used_deltas(weights)[0][2]",
        "the step": "verdict = 'd'\nused_for_toes_to_sad = used_deltas(weights)[2][0] * 0.01",
        "the sign": "verdict, used_for_toes_to_sad = 'd', -0.546",
        "the fans' weight": "verdict = 'd'\nused_for_toes_to_sad = 1.2 * 0.865",
        "another figure": "verdict = 'd'\nused_for_toes_to_sad = used_deltas(weights)[0][0]",
    },
}
