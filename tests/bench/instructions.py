#!/usr/bin/env python3
"""Guards the number of instructions that a letter takes.

    instructions.py LETTERLINT FOLDER [--update]

Counts, under callgrind, one letter in a process of its own and a letter in bulk, and compares with
instructions.json: more by over 5 % fails, less by over 5 % asks for an update. The figures hold for the
compiler and the libraries that they were counted with, which stand beside them; with others there is
nothing to compare, and that is said. What is in the sums, counting.py tells. FOLDER takes the letters.
Threads and configurations are left out: neither the number of cores nor the depth of the folder counts.
"""

import argparse
import json
import pathlib
import platform
import subprocess
import sys

import counting
import letters

FIGURES = pathlib.Path(__file__).parent / "instructions.json"
TOLERANCE = 5
FEW = 40


def said(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True).stdout.strip()
    except FileNotFoundError:
        return "not there"


def versions(compiler):
    """What the figures depend on beside the source."""
    found = {"machine": platform.machine(), "compiler": said(compiler, "--version").split("\n")[0]}
    found["valgrind"] = said("valgrind", "--version")
    for package in counting.LIBRARIES.values():
        found[package] = said("pkg-config", "--modversion", package)
    return found


def command(letterlint):
    """letterlint as it is counted: on one thread, with its own rules and nothing of the folder's."""
    known = said(letterlint, "--help")
    one = ["--jobs", "1"] if "--jobs" in known else []
    return [letterlint, "--isolated", "--date", "2026-03-02", *one]


def measure(letterlint, folder):
    letters.write(folder, 2 * FEW)
    names = [letters.name(i) for i in range(2 * FEW)]
    call = command(letterlint)
    counts = [2 * FEW, FEW, 1]
    more, less, one = counting.count_all([[*call, *names[:n]] for n in counts], folder)
    return {"one letter": one, "a letter in bulk": counting.each(less, more, FEW)}


def million(count):
    return f"{count / 1e6:.2f} M"


def compare(measured, recorded):
    """Lines that say how the figures stand, and whether they may stand so."""
    good, said_of = True, []
    for what, sums in measured.items():
        is_now, was = counting.comparable(sums), counting.comparable(recorded[what])
        change = 100 * (is_now - was) / was
        word = "ok"
        if change > TOLERANCE:
            good, word = False, f"more than {TOLERANCE} % above"
        elif change < -TOLERANCE:
            word = "less: ./dev instructions --update"
        said_of.append(f"{what}: {million(is_now)} instructions, {change:+.1f} % of {million(was)}: {word}")
        if word != "ok":
            for name in sorted(sums, key=sums.get, reverse=True):
                said_of.append(f"    {name}: {million(recorded[what].get(name, 0))} -> {million(sums[name])}")
    return good, said_of


def differences(here, there):
    return [f"{name}: {there.get(name)}, here {here[name]}" for name in here if here[name] != there.get(name)]


def check(measured, here, recorded):
    """The exit status; says how things stand."""
    other = differences(here, recorded["versions"])
    if other:
        print("not compared: the figures were counted with")
        print("\n".join(f"    {line}" for line in other))
        for what, sums in measured.items():
            print(f"{what}: {million(counting.comparable(sums))} instructions")
        return 0
    good, lines = compare(measured, recorded["figures"])
    print("\n".join(lines))
    if not good:
        print("if the rise is meant, ./dev instructions --update records it; docs/performance.md tells more")
    return 0 if good else 1


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("letterlint", type=pathlib.Path)
    options.add_argument("folder", type=pathlib.Path)
    options.add_argument("--compiler", default="cc")
    options.add_argument("--update", action="store_true")
    chosen = options.parse_args()
    here = versions(chosen.compiler)
    try:
        measured = measure(chosen.letterlint.resolve(), chosen.folder)
    except counting.Failed as failure:
        sys.exit(f"instructions: {failure}")
    if chosen.update or not FIGURES.exists():
        FIGURES.write_text(json.dumps({"versions": here, "figures": measured}, indent=2, sort_keys=True) + "\n")
        print(f"recorded in {FIGURES.name}")
        return 0
    return check(measured, here, json.loads(FIGURES.read_text()))


if __name__ == "__main__":
    sys.exit(main())
