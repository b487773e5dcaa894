#!/usr/bin/env python3
"""Whether what a letter takes grows with its length alone, whatever it holds.

    growth.py LETTERLINT FOLDER

Some texts are nobody's letter and reach a checker all the same: one character a thousand times, a
table that was pasted as dots. A pattern that begins at each of their places and reads on from there
takes time by the square of their length. So each such text is linted in one length and in four times
as much, and the instructions of both are compared: four times as many are right, sixteen would be
the square. It is instructions, not time, that are counted, so the answer is always the same.
"""

import pathlib
import sys

import counting
import instructions

LENGTH = 1500  # bytes; long enough that a start is not most of it, short enough for valgrind
TIMES = 4
MOST = 8  # times the instructions, without a start: half way to the square
TEXTS = ["<", "I", "A.", "A'", "Ab-", "1", "1.", "a-b-", "x.y.", "é", "😀", "I ", "we are the ", "- a\n"]

# Many patterns are tried only where what they end with stands behind: a percentage, a distance, a tool.
BEHIND = "km run % of all adults, 90% travel, 3% position is my passion, Grafana."


def write(folder, index, text, length):
    name = f"{index}-{length}.md"
    body = text * (length // len(text.encode()))
    (folder / name).write_text(f"Dear Ann,\n\n{body} {BEHIND}\n", encoding="utf-8")
    return name


def main():
    letterlint, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    lengths = [0, LENGTH, TIMES * LENGTH]
    names = [write(folder, i, text, length) for i, text in enumerate(TEXTS) for length in lengths]
    call = instructions.command(letterlint)
    try:
        sums = [counting.comparable(s) for s in counting.count_all([[*call, name] for name in names], folder)]
    except counting.Failed as failure:
        sys.exit(f"growth: {failure}")
    good = True
    for i, text in enumerate(TEXTS):
        start, less, more = sums[3 * i : 3 * i + 3]
        ratio = (more - start) / max(less - start, 1)
        good = good and ratio <= MOST
        print(f"{TIMES} times the text of {text!r}: {ratio:.1f} times the instructions{'' if ratio <= MOST else ', too many'}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
