"""Chance that is the same everywhere: SplitMix64, in whole numbers only.

The standard library's generator promises its bits but not what its choices make of them from one
version to the next; what is measured must be the same on every machine.
"""

MASK = (1 << 64) - 1


class Dice:
    """A stream of choices that its seeds determine wholly."""

    def __init__(self, *seeds):
        self.state = 0
        for seed in seeds:
            self.state = (self.next() + seed) & MASK

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def below(self, limit):
        return self.next() % limit

    def between(self, least, most):
        return least + self.below(most - least + 1)

    def pick(self, choices):
        return choices[self.below(len(choices))]

    def percent(self, share):
        return self.below(100) < share

    def some(self, choices, count):
        """`count` different ones, in an order of their own."""
        left = list(choices)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]
