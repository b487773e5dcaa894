#!/usr/bin/env python3
"""Rule files of any number of rules, to see what a rule costs.

    rule_files.py FILE --count N [--seed N]

The rules are as varied as those that ship: words, names, phrases with alternatives, patterns of
numbers and of words, all scopes, most expressions. Some of their words occur in the letters of
letters.py and most do not, as it is with any large set of rules. The first of N rules are not those
of another N: ids are the same, words are not.
"""

import argparse
import pathlib

import parts
from dice import Dice
from letters import SEED

ONSETS = "b br c cl d dr f fl g gr h j k l m n p pl qu r s sc sh st str t th tr v w".split()
VOWELS = "a e i o u ai ea ee io ou".split()
CODAS = "b ck d ft g l ld ll m mp n nd nt p r rk rm s sk st t x".split()
SCOPES = [
    "letter", "body", "sentence", "sentence in body", "paragraph", "opening", "closing", "item",
    "sentence:first in body", "paragraph in body", "body:last-third", "[sentence in body, item]",
]
# How often a word is one that the letters hold.
KNOWN = 8


def vocabulary():
    """The words that letters are made of."""
    texts = parts.STRONG + parts.MIDDLING + parts.WEAK
    texts += [t for choices in parts.SLOTS.values() for t in choices if "{" not in t]
    words = {w.strip(".,;:'") for t in texts for w in t.split()}
    return sorted(w for w in words if w.isascii() and w.isalpha() and len(w) > 3)


class Maker:
    def __init__(self, dice):
        self.dice = dice
        self.known = vocabulary()

    def word(self):
        if self.dice.percent(KNOWN):
            return self.dice.pick(self.known).lower()
        count = self.dice.between(2, 3)
        body = "".join(self.dice.pick(ONSETS) + self.dice.pick(VOWELS) for _ in range(count))
        return body + self.dice.pick(CODAS)

    def words(self, count):
        """Different ones: a spelling may stand once in a term."""
        found = []
        while len(found) < count:
            word = self.word()
            if word not in found:
                found.append(word)
        return found

    def phrases(self):
        a, b, c, d, e = self.words(5)
        return [a, f"{b} {c}", f"{d}[ed|ing] the {e}"] + [f"{w}ful" for w in self.words(self.dice.between(2, 9))]

    def patterns(self):
        a, b, c, d = self.words(4)
        forms = [
            rf"\b\d+(?:\.\d+)? ?(?:{a}|{b})s?\b",
            rf"\b(?:{a}|{b}|{c}) (?:\w+ ){{0,3}}{d}\b",
            rf"\b{a}(?:ed|ing)? (?:an?|the) {b}",
            rf"(?<!not ){a}[- ]{b}\b",
            rf"\bI (?:have )?{a}ed\b(?! {b})",
            rf"^{a.capitalize()}\b.*\b{b}",
            rf"(?-i)\b[A-Z]\w+{c} (?=[A-Z])",
            rf"\$\d[\d,]* (?:in|of) {d}",
        ]
        return self.dice.some(forms, self.dice.between(1, 2))

    def term(self):
        """Lines of a term: of three, two are literals and one has patterns beside them."""
        kind = self.dice.below(6)
        lines = []
        if kind != 1:
            lines.append(("words", self.phrases()))
        if kind == 0:
            lines.append(("names", [w.capitalize() for w in self.words(6)]))
        if kind in (1, 2):
            lines.append(("patterns", self.patterns()))
        if kind == 3:
            lines.append(("negatable", None))
        return lines

    def condition(self, term, other):
        region = self.dice.pick(["", " in sentence", " in next", " in opening"])
        return self.dice.pick(
            [
                f"none({other}{region})",
                f"count({term} in letter) >= $least",
                f"distinct({term} in letter) > 1 and none({other}{region})",
                f"any({other} in letter) or words > 4",
                f"not any({other} in before)",
                "words(in sentence) > $least",
            ]
        )


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def term_lines(name, term):
    yield f"  {name}:"
    for key, values in term:
        value = "true" if values is None else "[" + ", ".join(map(quoted, values)) + "]"
        yield f"    {key}: {value}"


def rule_lines(index, maker):
    term, other = f"term-{index}", f"term-{max(index - 1, 0)}"
    yield f"  - id: rule-{index}"
    yield f"    level: {maker.dice.pick(['error', 'warning', 'note'])}"
    yield f"    scope: {maker.dice.pick(SCOPES)}"
    yield f"    find: {term}"
    yield "    limit: 2"
    yield f"    when: {quoted(maker.condition(term, other))}"
    yield "    params: { least: 2 }"
    yield "    message: \"'{match}' says little, {count(" + term + ' in letter)} of its kind"'
    yield "    advice: Say what was done and what came of it."


def text(count, seed=SEED):
    maker = Maker(Dice(seed, count))
    lines = ["# Made by tests/bench/rule_files.py.", "letterlint: 1", "terms:"]
    for index in range(count):
        lines += term_lines(f"term-{index}", maker.term())
    lines.append("rules:")
    for index in range(count):
        lines += rule_lines(index, maker)
    return "\n".join(lines) + "\n"


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("file", type=pathlib.Path)
    options.add_argument("--count", type=int, required=True)
    options.add_argument("--seed", type=int, default=SEED)
    chosen = options.parse_args()
    chosen.file.write_text(text(chosen.count, chosen.seed))


if __name__ == "__main__":
    main()
