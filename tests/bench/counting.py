"""Counts instructions under callgrind, object by object.

Instructions do not drift as a clock does, so a regression shows in one run. But what the C library
runs depends on the processor that it finds (its copies and comparisons come in kinds), so what is
compared between machines is the rest: letterlint, the libraries that it is built on, and the machine
code that PCRE2 makes, which has no object (`???`).
"""

import concurrent.futures
import os
import re
import subprocess
import tempfile

NAMED = re.compile(r"c?ob=\((\d+)\)(?: (.*))?$")
LIBRARIES = {"libcmark": "libcmark", "libpcre2": "libpcre2-8", "libfyaml": "libfyaml", "libjansson": "jansson"}
MACHINE_CODE = "patterns as machine code"
SYSTEM = "the C library"


class Failed(Exception):
    """valgrind is not there, or what it ran went wrong."""


def owner(path):
    """Whose instructions those of an object file are."""
    base = os.path.basename(path)
    if base == "letterlint" or base.startswith("libletterlint"):
        return "letterlint"
    if path == "???":
        return MACHINE_CODE
    return next((known for known in LIBRARIES if base.startswith(known)), SYSTEM)


def totals(lines):
    """Instructions by owner, in the lines of a callgrind file: `N COST`, but those behind `calls=`."""
    names, current, of_call, sums = {}, "???", False, {}
    for line in lines:
        if line.startswith(("ob=", "cob=")):
            key, name = NAMED.match(line.rstrip("\n")).groups()
            if name is not None:
                names[key] = name
            if line[0] == "o":
                current = names[key]
        elif line.startswith("calls="):
            of_call = True
        elif line[:1].isdigit() or line[:1] in "+-*":
            if not of_call:
                sums[owner(current)] = sums.get(owner(current), 0) + int(line.split()[1])
            of_call = False
    return sums


def count(command, folder=None):
    """Instructions of a run of the command, by owner."""
    with tempfile.NamedTemporaryFile(mode="r", suffix=".callgrind") as out:
        call = ["valgrind", "--tool=callgrind", "--dump-line=no", f"--callgrind-out-file={out.name}", *map(str, command)]
        try:
            done = subprocess.run(call, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        except FileNotFoundError as missing:
            raise Failed("valgrind is not installed") from missing
        if done.returncode not in (0, 1):
            raise Failed(done.stderr.strip())
        return totals(out)


def count_all(commands, folder=None):
    """The same of several commands at a time, as many as there are cores."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as cores:
        return list(cores.map(lambda command: count(command, folder), commands))


def each(less, more, letters):
    """Instructions a letter, without what a start costs: from two runs, one of so many letters more."""
    return {name: (more[name] - less.get(name, 0)) // letters for name in more}


def comparable(sums):
    return sum(value for name, value in sums.items() if name != SYSTEM)
