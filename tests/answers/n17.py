"""Answers to the exercises of notebook 17, as students write them."""

SETUP = "import numpy as np\n"

ANSWER = {"17-1": "ask_a_person", "17-2": "vote"}


def ask(code):
    return f"def ask_a_person(probabilities, limit):\n    return {code}\n"


def vote(code):
    return f"def vote(answers):\n    first, second, last = answers\n    return {code}\n"


RIGHT = {
    "17-1": [
        ask("[i for i, row in enumerate(probabilities) if max(row) < limit]"),
        ask("np.where(np.all(probabilities < limit, axis=1))[0]"),
    ],
    "17-2": [
        vote("[a if a == b else c for a, b, c in zip(first, second, last)]"),
        vote("np.where((first == second) & (second != last), second, last)"),
    ],
}

# Wrong in a way that no mistake has a name for: nothing untrue may be said of them.
UNNAMED = {
    "17-1": [
        "def ask_a_person(probabilities, limit):\n"
        "    return set(np.flatnonzero(probabilities.max(axis=1) < limit).tolist())"
    ],
}

WRONG = {
    "17-1": {
        "the sure ones": ask("np.flatnonzero(probabilities.max(axis=1) >= limit)"),
        "the surer ones": ask("np.flatnonzero(probabilities.max(axis=1) > limit)"),
        "smallest probability": ask("np.flatnonzero(probabilities.min(axis=1) < limit)"),
        "how many": ask("(probabilities.max(axis=1) < limit).sum()"),
        "true or false": ask("probabilities.max(axis=1) < limit"),
        "one bracket more": ask("np.where(probabilities.max(axis=1) < limit)"),
        "limit included": ask("np.flatnonzero(probabilities.max(axis=1) <= limit)"),
    },
    "17-2": {
        "the last one always": vote("last"),
        "the first one always": vote("first"),
        "the first decides": vote("np.where(second == last, second, first)"),
        "the middle one": vote("np.sort(answers, axis=0)[1]"),
        "the smallest": vote("[np.bincount(column).argmax() for column in answers.T]"),
    },
}
