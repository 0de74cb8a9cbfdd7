"""Notebook 02, multiple inputs: the weighted sum, and which input has the most to say in it."""

from course.exercises.task import Function, Mistake, Value
from course.tasks.conditions import nearly_right
from course.tasks.random_numbers import numbers
from nnlib.linalg import w_sum

weights = [0.1, 0.2, 0]
toes = [8.5, 9.5, 9.9, 9.0]
wlrec = [0.65, 0.8, 0.8, 0.9]
nfans = [1.2, 1.3, 0.5, 1.0]
game = [toes[0], wlrec[0], nfans[0]]

fans_weight = Value(
    "02-1",
    rights=(0.1, (1.1 - 0.98) / 1.2, (1.1 - toes[0] * weights[0] - wlrec[0] * weights[1]) / 1.2),
    wants="a number",
    rows=lambda weight: [("prediction for game 1", 1.1, w_sum(game, [0.1, 0.2, weight]))],
    mistakes=(
        Mistake(
            "not divided",
            "0.12 is what the fans have to add to the prediction: they come with an input of "
            "1.2, so the weight is another number.",
            1.1 - 0.98,
        ),
        Mistake(
            "product",
            "This is 0.12 times 1.2: the weight will be multiplied by 1.2, so divide here.",
            (1.1 - 0.98) * 1.2,
        ),
        Mistake(
            "turned round",
            "This is the input of the fans divided by what is missing: divide the other way round.",
            1.2 / (1.1 - 0.98),
        ),
        Mistake(
            "alone",
            "With this weight the fans alone say 1.1: the toes and the wins have already said "
            "0.98.",
            1.1 / nfans[0],
        ),
        Mistake(
            "toes alone",
            "The toes are not alone: the wins add 0.13 as well.",
            (1.1 - toes[0] * weights[0]) / nfans[0],
        ),
        Mistake(
            "game 4",
            "This is right for game 4: the loop above has left its numbers in `input`. Game 1 "
            "is [8.5, 0.65, 1.2].",
            (1.1 - 0.9 - 0.18) / 1.0,
        ),
        Mistake(
            "the prediction",
            "1.1 is the prediction that is wanted, not the weight of the fans.",
            1.1,
        ),
        Mistake(
            "against",
            "The size is right, but a negative weight lowers the prediction, and it has to "
            "rise from 0.98 to 1.1.",
            (0.98 - 1.1) / 1.2,
        ),
        Mistake(
            "the old weight",
            "With the weight 0 the fans are not heard, and the prediction stays at 0.98.",
            weights[2],
        ),
    ),
    hints=(
        "How much is missing from 0.98 to 1.1?",
        "The fans have to add 0.12, and what they add is their input, 1.2, times the weight.",
    ),
)


class MyWSum(Function):
    id = "02-2"
    without = "w_sum"
    hints = (
        "Each input is multiplied by the weight at the same place.",
        "Begin with `output = 0`, go through the places with a loop, and add the product of "
        "each place to `output`.",
    )

    def cases(chance):
        # The first ones can be checked in the head.
        yield [1, 2, 3], [10, 1, 0]
        yield [8.5, 0.65, 1.2], [0.1, 0.2, 0]
        yield [2, 4], [0.5, -1]
        yield [3], [0.5]
        # Whoever rounds is found out here.
        yield [0.123, 4.567], [0.891, 2.345]
        for size in (2, 3, 5):
            yield tuple(numbers(chance, size, 9) for _ in range(2))

    def right(a, b):
        output = 0
        for i in range(len(a)):
            output += a[i] * b[i]
        return output

    def right_by_zip(a, b):
        return sum(x * w for x, w in zip(a, b, strict=True))

    def right_from_the_end(a, b):
        products = [x * y for x, y in zip(a, b)]
        while len(products) > 1:
            products.append(products.pop() + products.pop())
        return products[0]

    def right_in_numpy(input, weights):
        import numpy as np

        return np.dot(input, weights)

    def sum_without_weights(a, b):
        """The inputs are added, but the weights are not used."""
        return sum(a)

    def product_of_the_sums(a, b):
        """This is the sum of the inputs times the sum of the weights: multiply each pair first,
        then add."""
        return sum(a) * sum(b)

    def sum_of_both(a, b):
        """Inputs and weights are all added: each input has to be multiplied by its weight first."""
        output = 0
        for i in range(len(a)):
            output += a[i] + b[i]
        return output

    def first_only(a, b):
        """Only the first product is returned: does `return` stand inside the loop?"""
        output = 0
        for i in range(len(a)):
            output += a[i] * b[i]
            return output

    def first_only_2(a, b):
        products = []
        for x, y in zip(a, b):
            products.append(x * y)
            return products

    def last_only(a, b):
        """Only the last product is left: each one has to be added to what is there, with `+=`."""
        for x, y in zip(a, b):
            output = x * y
        return output

    def last_only_2(a, b):
        for x, y in zip(a, b):
            products = [x * y]
        return products

    def last_missing(a, b):
        """The product of the last place is missing: `range(len(a))` goes through all places."""
        output = 0
        for i in range(len(a) - 1):
            output += a[i] * b[i]
        return output

    def first_missing(a, b):
        """The product of the first place is missing: places are counted from 0."""
        output = 0
        for i in range(1, len(a)):
            output += a[i] * b[i]
        return output

    def always_0(a, b):
        """0 comes back for all inputs: is each product added to the output, with `+=`?"""
        output = 0
        for x, w in zip(a, b):
            output *= x * w
        return output

    def mean(a, b):
        """This is the mean of the products: a weighted sum is not divided by anything."""
        return sum(x * y for x, y in zip(a, b)) / len(a)

    def not_added(a, b):
        """These are the products one by one: they still have to be added."""
        return [a[i] * b[i] for i in range(len(a))]

    def starts_at_1(a, b):
        """It is 1 too large, whatever comes in: begin with `output = 0`."""
        output = 1
        for i in range(len(a)):
            output += a[i] * b[i]
        return output

    def rounded(told):
        """This is nearly the weighted sum: is it rounded? Return it as it comes out."""
        return nearly_right(told)

    def rounded_2(a, b):
        return round(sum(x * w for x, w in zip(a, b)), 2)


class Loudest(Function):
    id = "02-3"
    hints = (
        "What an input says is the product of input and weight. Make a list of these first.",
        "`abs` takes the sign away, and `sizes.index(max(sizes))` is the place of the largest.",
    )

    def cases(chance):
        """Yield inputs whose loudest is seldom the largest input, weight or product."""
        inputs = ["toes", "wlrec", "nfans"]
        yield ["a", "b", "c"], [2, 3, 1], [1, -1, 2.5]
        yield inputs, [8.5, 0.65, 1.2], [0.1, 0.2, 0]
        yield inputs, [8.5, 0.65, 1.2], [0.01, 1.3, -0.5]
        yield ["one", "two"], [4, 1], [1, 3]
        yield ["one", "two"], [-1, 5], [4, 0.5]
        yield ["one", "two"], [2, 1.5], [1, -3]
        yield ["only"], [2], [-3]
        for size in (4, 5):
            names = [f"input {i + 1}" for i in range(size)]
            values = [round(chance.uniform(0.1, 9), 1) for _ in range(size)]
            yield names, values, numbers(chance, size, 3, 2)

    def right(names, input, weights):
        sizes = [abs(x * w) for x, w in zip(input, weights)]
        return names[sizes.index(max(sizes))]

    def right_by_places(names, input, weights):
        best = 0
        for i in range(len(names)):
            if abs(input[i] * weights[i]) > abs(input[best] * weights[best]):
                best = i
        return names[best]

    def right_by_a_key(names, input, weights):
        return max(zip(names, input, weights), key=lambda voice: abs(voice[1] * voice[2]))[0]

    def right_in_numpy(names, input, weights):
        import numpy as np

        return np.array(names)[np.argmax((np.array(input) * weights) ** 2)]

    def with_the_sign(names, input, weights):
        """This is the input with the largest product: a voice against counts as much, so compare
        the sizes without their signs."""
        products = [x * w for x, w in zip(input, weights)]
        return names[products.index(max(products))]

    def largest_input(names, input, weights):
        """This is the name of the largest input: its weight decides too."""
        return names[input.index(max(input))]

    def largest_weight(names, input, weights):
        """This is the name of the largest weight: the inputs decide too, and a negative weight can
        be loud as well."""
        return names[weights.index(max(weights))]

    def weight_furthest_from_zero(names, input, weights):
        """This is the name of the weight that is furthest from zero: its input decides too."""
        return Loudest.right(names, [1] * len(names), weights)

    def loudest_against(names, input, weights):
        """This is the input with the lowest product: only if it is further from zero than all
        others is it the loudest."""
        products = [x * w for x, w in zip(input, weights)]
        return names[products.index(min(products))]

    def quietest(names, input, weights):
        """This is the input with the least to say: the one with the most is asked for."""
        sizes = [abs(x * w) for x, w in zip(input, weights)]
        return names[sizes.index(min(sizes))]

    def place(names, input, weights):
        """This is the place of the loudest, counted from 0: return the name that stands there in
        `names`."""
        sizes = [abs(x * w) for x, w in zip(input, weights)]
        return sizes.index(max(sizes))

    def size(names, input, weights):
        """This is how loud the loudest is: its name is asked for."""
        return max(abs(x * w) for x, w in zip(input, weights))

    def size_2(names, input, weights):
        return max((x * w for x, w in zip(input, weights)), key=abs)

    def best_begins_at_0(names, input, weights):
        """Here a product has to be above 0 to be the loudest, and one below 0 never is: a voice
        against counts as much, so compare the sizes without their signs."""
        best = 0
        for name, x, w in zip(names, input, weights):
            if x * w > best:
                best = x * w
                loud = name
        return loud

    def best_begins_at_0_2(names, input, weights):
        best, loud = 0, ""
        for name, x, w in zip(names, input, weights):
            if x * w > best:
                best, loud = x * w, name
        return loud

    def best_begins_at_0_3(names, input, weights):
        best, loud = 0, None
        for name, x, w in zip(names, input, weights):
            if x * w > best:
                best, loud = x * w, name
        return loud
