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

NAMED = re.compile(r"c?(ob|fn)=\((\d+)\)(?: (.*))?$")
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


def functions(lines):
    """Instructions by (owner, function), in the lines of a callgrind file: `N COST`, but those behind
    `calls=`. Functions without a name, as in machine code and stripped libraries, are one."""
    names, current, of_call, sums = {}, {"ob": "???", "fn": "???"}, False, {}
    for line in lines:
        named = NAMED.match(line.rstrip("\n"))
        if named:
            kind, key, name = named.groups()
            if name is not None:
                names[kind, key] = name
            if line[0] != "c":
                current[kind] = names[kind, key]
        elif line.startswith("calls="):
            of_call = True
        elif line[:1].isdigit() or line[:1] in "+-*":
            if not of_call:
                function = re.sub(r"'\d+$", "", current["fn"])
                which = owner(current["ob"]), "" if function.startswith(("0x", "???")) else function
                sums[which] = sums.get(which, 0) + int(line.split()[1])
            of_call = False
    return sums


def by_owner(sums):
    owners = {}
    for (name, _), value in sums.items():
        owners[name] = owners.get(name, 0) + value
    return owners


def count_functions(command, folder=None):
    """Instructions of a run of the command, by owner and function."""
    with tempfile.NamedTemporaryFile(mode="r", suffix=".callgrind") as out:
        call = ["valgrind", "--tool=callgrind", "--dump-line=no", f"--callgrind-out-file={out.name}", *map(str, command)]
        try:
            done = subprocess.run(call, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        except FileNotFoundError as missing:
            raise Failed("valgrind is not installed") from missing
        if done.returncode not in (0, 1):
            raise Failed(done.stderr.strip())
        return functions(out)


def count(command, folder=None):
    """The same by owner alone."""
    return by_owner(count_functions(command, folder))


def count_all(commands, folder=None, how=count):
    """The same of several commands at a time, as many as there are cores."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as cores:
        return list(cores.map(lambda command: how(command, folder), commands))


def each(less, more, letters):
    """Instructions a letter, without what a start costs: from two runs, one of so many letters more."""
    return {name: (more[name] - less.get(name, 0)) // letters for name in more}


def comparable(sums):
    return sum(value for name, value in sums.items() if name != SYSTEM)
