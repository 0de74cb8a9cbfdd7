"""The live network: its arithmetic and its numbers are nnlib's, and its values reach Python."""

import random

import pytest
from painted import numbers, placed

import js
from course import explore, pictures
from course.pictures import svg
from course.pictures.network_steps import STEPS
from course.pictures.network_values import Net, one_pass
from nnlib.linalg import outer_prod, vect_mat_mul
from test_network_drawing import GAME, HP_WGT, IH_WGT, TEAM, WEIGHTS, XOR, some_networks

STACK = {**TEAM, **GAME, "hidden": ["hid[0]", "hid[1]", "hid[2]"], "relu": True}
TOES = {"inputs": ["toes", "wlrec", "nfans"], "outputs": ["win?"], "input": [8.5, 0.65, 1.2]}


def states(count):
    """Yield the state of random networks, as the browser has it."""
    for columns in (2, 3):
        for net in some_networks(count // 2, columns):
            biases = [net["hidden_bias"], net["output_bias"]][3 - columns :]
            weights = net["weights"] if columns == 3 else [net["weights"]]
            same = {name: net[name] for name in ("input", "goal", "alpha", "relu")}
            yield same | {"weights": weights, "biases": biases}


def assert_close(found, expected):
    if isinstance(expected, dict):
        assert found.keys() == expected.keys()
        for name in expected:
            assert_close(found[name], expected[name])
    elif isinstance(expected, list):
        assert len(found) == len(expected)
        for pair in zip(found, expected, strict=True):
            assert_close(*pair)
    else:
        assert found == (expected and pytest.approx(expected, rel=1e-9, abs=1e-9))


# --- JavaScript against Python ------------------------------------------------------------------


def test_every_number_of_a_pass_is_the_same_in_the_browser():
    given = list(states(400))
    found = js.run("network_state", "value.map(js.onePass)", given)
    assert any(any(run["silent"]) for run in found)
    for state, run in zip(given, found, strict=True):
        net = Net([], state["weights"], state["biases"], state["relu"])
        assert_close(run, one_pass(net, state["input"], state["goal"], state["alpha"]))


def hard_numbers():
    """Numbers that are hard to write: middles, tiny, huge, zeros, whole ones."""
    dice = random.Random(21)
    yield from [0, 0.0, -0.0, 1, -1, 1.0, 0.0625, -0.1875, 0.5, 2.5, 1e-5, -4e-9, 1e-12, 0.99995]
    yield from [1.25e6, -1.35e7, 999999.96, 1e21, -3.7e25, 123456.789, 12.34567, 1e30]
    yield from [9999.6, 99999.0, 0.0001, 0.00009999, 1234.0, 5.3125, 5.3135, -0.50005, 999.95]
    yield from [0.00030517578125, 12345.0, 12355.0, -99995.0]
    for _ in range(600):
        yield dice.choice(
            [
                dice.uniform(-3, 3),
                dice.uniform(-1, 1) * 10 ** dice.randint(-9, 9),
                dice.randint(-999, 999) / 2 ** dice.randint(0, 9),
            ]
        )


def test_numbers_are_written_as_python_writes_them():
    dice = random.Random(22)
    given = []
    for value in hard_numbers():
        beside = dice.choice([0, 0, value, value * 1.0001, value + 1e-5, dice.uniform(-1, 1)])
        given.append([value, dice.randint(0, 9), dice.randint(5, 7), beside])
    found = js.run("numbers", "value.map((numbers) => js.figure(...numbers))", given)
    for asked, shown in zip(given, found, strict=True):
        assert shown == svg.figure(*asked), asked
    values = [*hard_numbers()]
    said = js.run("numbers", "value.map((number) => js.brief(number))", values)
    assert said == [svg.brief(value) for value in values]
    alike = [state["weights"][0][0] for state in states(200)] + [[one] for one in hard_numbers()]
    assert js.run("numbers", "value.map((all) => js.decimalsOf(...all))", alike) == [
        svg.decimals_of(*numbers) for numbers in alike
    ]


@pytest.mark.parametrize("taken", [0, 1, 3, 100])
def test_a_state_shows_what_so_many_steps_of_learning_have_given(taken):
    live = explore.network(WEIGHTS, **TEAM, **GAME)
    weights = WEIGHTS
    for _ in range(taken):
        pred = vect_mat_mul(GAME["input"], weights)
        change = outer_prod([a - b for a, b in zip(pred, GAME["goal"], strict=True)], GAME["input"])
        weights = [
            [w - GAME["alpha"] * d for w, d in zip(*rows, strict=True)]
            for rows in zip(weights, change, strict=True)
        ]
    for step in ("empty", "deposit", "weight_deltas", "update"):
        expected = pictures.network(weights, **TEAM, **GAME, step=step)
        assert live.at(step=step, taken=taken) == expected
    moved = pictures.network(WEIGHTS, **TEAM, **GAME | {"input": [9, 0, 1]}, step="compare")
    assert live.at(input=[9, 0, 1]) == moved and live.at() == live.drawing


@pytest.mark.parametrize(
    "net",
    [
        {"inputs": ["a"], "outputs": ["b"], "weights": 0.5, "input": 0.5, "goal": 0.8, "alpha": 1},
        {**STACK, "weights": [IH_WGT, HP_WGT], "hidden_bias": [0.1, 0, -3], "decimals": 4},
    ],
)
def test_the_browser_learns_as_many_steps_of_a_state(net):
    live = explore.network(**net)
    for taken in (0, 1, 4):
        asked = live.widget.beginning | {"taken": taken, "step": "compare"}
        state = js.run("network_state", "js.completed(...value)", [asked, live.widget.given])
        assert len(state["errors"]) == taken and "taken" not in state
        same = {name: state[name] for name in ("weights", "biases", "step")}
        assert live.at(taken=taken).words == live.at(**same).words


def test_the_error_is_not_told_before_it_is_compared():
    plan = explore.network(WEIGHTS, **TEAM, **GAME).widget.given
    names = [step["name"] for step in plan["steps"]]
    told = "value.names.map((name) => js.compared(value.plan, name, value.state))"
    for errors, first in ([], names.index("compare")), ([0.5], 0):
        asked = {"plan": plan, "names": names, "state": {"errors": errors}}
        known = [place >= first for place in range(len(names))]
        assert js.run("network_state", told, asked) == known


# --- The live drawing, and what Python sees -----------------------------------------------------


def test_below_a_single_output_stands_what_it_predicts_of_each_game():
    games = [[8.5, 0.65, 1.2], [9.5, 0.8, 1.3], [9.9, 0.8, 0.5], [9.0, 0.9, 1.0]]
    named = [(f"game {count}", game) for count, game in enumerate(games, 1)]
    live = explore.network([0.1, 0.2, 0.0], **TOES, games=named)
    assert placed(live.at(step="insert"), "game") == {}
    assert numbers(live.at(), "game") == ["0.980", "1.110", "1.150", "1.080"]
    best = [part.get("class") for part in placed(live.at(), "game").values()]
    assert best == [None, None, "best", None]


def test_the_delta_of_a_silent_unit_says_what_is_lost():
    live = explore.network([IH_WGT, HP_WGT], **STACK, decimals=4)
    shown = placed(live.at(step="hidden_deltas", taken=1), "hidden-delta")
    assert [part.find("text").text for part in shown.values()] == ["−0.1557", "−0.3839×0", "0.0524"]
    assert shown[1,].get("data-value") == "0"


def test_three_weights_have_a_slider_each_and_nine_share_one():
    few, many = explore.network([0.1, 0.2, 0], **TOES), explore.network(WEIGHTS, **TEAM, **GAME)
    weights = [f"weight {name} → win?" for name in TOES["inputs"]]
    assert [one.description for one in few.box.children[1:]] == [*weights, "input toes"]
    assert [one.description for one in many.box.children[1:]] == ["weight toes → hurt?", "alpha"]


def test_sliders_reach_every_game():
    games = [("game 1", [8.5, 0.65, 1.2]), ("game 2", [12, 0.8, -1.3])]
    ranges = explore.network([0.1, 0.2, 7], **TOES, games=games).widget.given["ranges"]
    assert ranges["weight"] == [-10, 10]
    assert [ranges[f"input/{index}"] for index in range(3)] == [[0, 20], [0, 1], [-2, 2]]


def test_steps_are_those_for_which_all_is_there_and_it_opens_at_the_one_asked_for():
    def steps(**given):
        return [step["name"] for step in explore.network(WEIGHTS, **given).widget.given["steps"]]

    given = {**TEAM, "input": GAME["input"]}
    assert steps(**given) == ["empty", "insert", "multiply", "deposit"]
    assert steps(**given, goal=GAME["goal"])[4:] == ["compare", "weight_deltas"]
    assert steps(**TEAM, **GAME) == list(STEPS)
    for step, start in (("compare", None), ("weight_deltas", "weight_deltas")):
        live = explore.network(WEIGHTS, **TEAM, **GAME, start=start)
        assert live.widget.step == live.widget.beginning["step"] == step
        assert live.drawing == pictures.network(WEIGHTS, **TEAM, **GAME, step=step)


def test_values_can_be_read_as_they_were_given_and_follow_the_browser():
    assert explore.network(0.1, inputs=["toes"], outputs=["win?"], input=8.5).weights == 0.1
    three = explore.network([0.1, 0.2, 0.0], **TOES)
    three.widget.weights, three.widget.input = [[[0.1, 0.2, 0.5]]], [9.5, 0.8, 1.3]
    assert (three.weights, three.input) == ([0.1, 0.2, 0.5], [9.5, 0.8, 1.3])
    assert three.pred == [pytest.approx(0.95 + 0.16 + 0.65)]
    nine = explore.network(WEIGHTS, **TEAM, **GAME)
    nine.widget.alpha = 0.02
    assert (nine.weights, nine.alpha, nine.goal) == (WEIGHTS, 0.02, GAME["goal"])
    both = explore.network([IH_WGT, HP_WGT], **STACK)
    assert both.weights == [IH_WGT, HP_WGT]
    assert both.pred == pytest.approx([0.2135, 0.145, 0.5065])
    xor = explore.network(**XOR, output_bias=[0.5], input=[0, 1])
    assert xor.pred == [1.5]
    xor.widget.input = [1, 1]  # a unit falls silent
    assert xor.pred == [0.5]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"games": ["game 1"]}, r"A game is \(name, input\)"),
        ({"games": [("game 1", [1, 2])]}, "input has 2 numbers"),
        ({"games": [("game 1", [1, 2, 3], [1])]}, "'game 1' has a goal, but the network has none"),
        ({"start": "compare"}, r"'compare' can't .*: use one of empty, .*, deposit\.$"),
        ({"decimals": 2.5}, "^decimals is 2.5: give a whole number"),
    ],
)
def test_what_does_not_fit_is_refused(given, says):
    with pytest.raises(ValueError, match=says):
        explore.network([0.1, 0.2, 0.0], **TOES, **given)


def test_a_state_that_learns_needs_a_goal_and_an_alpha():
    with pytest.raises(ValueError, match="A network learns with goal=… and alpha=…: give it both"):
        explore.network([0.1, 0.2, 0.0], **TOES, goal=1).at(taken=1)


# --- What the browser refuses -------------------------------------------------------------------


def test_what_is_no_number_is_named_and_a_huge_error_is_noticed():
    live = explore.network([0.1, 0.2, 0.0], **TOES, goal=1, alpha=0.01).widget

    def problem(**state):
        given = [live.given, {**live.beginning, **state}]
        return js.run("network_state", "js.problemOf(...value)", given)

    assert problem() == ""
    assert problem(weights=[[[0, float("nan"), 0]]]).startswith("The weight wlrec → win? is not")
    assert problem(weights=[[[0, None, 0]]]).startswith("The weight wlrec → win? is not")
    assert problem(input=[float("inf"), 0, 0]).startswith("The input toes is not")
    assert problem(alpha=None).startswith("The alpha is not")
    astray = "value.map(([errors, error]) => js.runsAway({ errors }, { error: [error] }))"
    calm = [[[1], 0.5], [[1], 1e3], [[], 1e9]]
    wild = [[[1], 1e7], [[1], float("inf")], [[1], float("nan")]]
    assert js.run("network_state", astray, calm + wild) == [False] * 3 + [True] * 3


@pytest.mark.parametrize(
    ("point", "far"),
    [((5, 3), 3), ((5, 0), 0), ((-3, 4), 5), ((13, -4), 5), ((10, 0), 0), ((0, -7), 7)],
)
def test_how_far_a_click_is_from_an_edge(point, far):
    for at, line in ((point, [0, 0, 10, 0]), (point[::-1], [0, 0, 0, 10])):
        assert js.run("network_selection", "js.distance(...value)", [at, line]) == far


def test_a_slider_grows_with_its_value():
    asked = [[[-2, 2], 1], [[-2, 2], -5], [[0, 1], -3]]
    widened = js.run("network_state", "value.map(([r, x]) => js.widened(r, x))", asked)
    assert widened == [[-2, 2], [-8, 2], [-4, 1]]
