#!/usr/bin/env python3
"""Letters to measure by: made up from parts, the same ones for the same seed on every machine.

    letters.py FOLDER [--count N] [--length BYTES] [--seed N] [--quality Q] [--shape S]

Letter number i depends on the seed and i alone, so that the first hundred of a thousand are the same
as a hundred. Qualities (strong, middling, weak) and the shapes of shapes.py go round.
"""

import argparse
import pathlib
import re

import parts
import shapes
from dice import Dice

SEED = 5
QUALITIES = ["strong", "middling", "weak"]
# How many of a hundred sentences come from the bank of each quality.
MIX = {"strong": (85, 15, 0), "middling": (30, 50, 20), "weak": (5, 35, 60)}
BANKS = [parts.STRONG, parts.MIDDLING, parts.WEAK]
HOLE = re.compile(r"\{(\w+)(!?)\}|#+")
# A letter beyond this is written in all shapes at once.
LONG = 20_000


def digits(dice, count):
    return str(dice.between(2 if count == 1 else 10 ** (count - 1), 10**count - 1))


def fill(template, dice):
    """The template with its holes filled, each by a choice of its own."""

    def hole(found):
        if found[0].startswith("#"):
            return digits(dice, len(found[0]))
        text = fill(dice.pick(parts.SLOTS[found[1]]), dice)
        return text[0].upper() + text[1:] if found[2] else text

    return HOLE.sub(hole, template)


class Sentences:
    """Sentences of one quality, none again before its whole bank was used."""

    def __init__(self, quality, dice):
        self.dice = dice
        self.shares = MIX[quality]
        self.left = [[], [], []]

    def next(self):
        roll, at = self.dice.below(100), 0
        while roll >= self.shares[at]:
            roll -= self.shares[at]
            at += 1
        if not self.left[at]:
            self.left[at] = self.dice.some(BANKS[at], len(BANKS[at]))
        return fill(self.left[at].pop(), self.dice)


def paragraphs(quality, length, dice):
    """Opening, body and closing: about `length` bytes."""
    opening = [fill(dice.pick(parts.OPENINGS[quality]), dice)]
    closing = [fill(dice.pick(parts.CLOSINGS[quality]), dice)]
    source = Sentences(quality, dice)
    opening.append(source.next())
    body, size = [], sum(len(s.encode()) + 1 for s in opening + closing)
    while size < length:
        paragraph = []
        for _ in range(dice.between(2, 5)):
            paragraph.append(source.next())
            size += len(paragraph[-1].encode()) + 1
            if size >= length:
                break
        body.append(paragraph)
        size += 1
    return [opening, *body, closing]


def draft(quality, length, dice):
    head = {name: fill("{%s}" % name, dice) for name in ["person", "city", "role", "company"]}
    return shapes.Draft(
        sender=head["person"],
        city=head["city"],
        date=f"{dice.between(1, 28)} " + fill("{month} 2026", dice),
        role=head["role"],
        company=head["company"],
        salutation=fill(dice.pick(parts.SALUTATIONS[quality]), dice),
        paragraphs=paragraphs(quality, max(length - 120, 200), dice),
        signoff=dice.pick(parts.SIGNOFFS),
        postscript=fill(parts.POSTSCRIPT, dice) if dice.percent(10) else "",
    )


def compose(index, length=2000, seed=SEED, quality=None, shape=None):
    """The text of letter number `index`."""
    names = list(shapes.SHAPES)
    quality = quality or QUALITIES[index % len(QUALITIES)]
    shape = shape or ("mixed" if length > LONG else names[index // len(QUALITIES) % len(names)])
    dice = Dice(seed, index, length)
    return shapes.SHAPES[shape](draft(quality, length, dice), dice)


def name(index):
    return f"{index:06}.md"


def write(folder, count, length=2000, seed=SEED, quality=None, shape=None):
    folder.mkdir(parents=True, exist_ok=True)
    for index in range(count):
        text = compose(index, length, seed, quality, shape)
        (folder / name(index)).write_bytes(text.encode())


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("folder", type=pathlib.Path)
    options.add_argument("--count", type=int, default=100)
    options.add_argument("--length", type=int, default=2000, metavar="BYTES")
    options.add_argument("--seed", type=int, default=SEED)
    options.add_argument("--quality", choices=QUALITIES)
    options.add_argument("--shape", choices=list(shapes.SHAPES))
    chosen = options.parse_args()
    write(**vars(chosen))


if __name__ == "__main__":
    main()
