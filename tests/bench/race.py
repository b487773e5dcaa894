"""Runs commands in turn by race.c and says what came of it.

A ratio is taken within each round and then the median of the rounds; the spread is the middle half.
So a clock that drifts or a neighbour that wakes up moves both sides of each ratio, or spoils a round.
"""

import os
import signal
import statistics
import subprocess
from dataclasses import dataclass


# What a shell, too, says of a command that SIGXCPU ended.
OUT_OF_TIME = 128 + signal.SIGXCPU


class Failed(Exception):
    """A command ended otherwise than it should."""


class OutOfTime(Failed):
    """A command was ended because it took longer than it may."""

    def __init__(self, command, nanoseconds):
        super().__init__(f"{name(command)} was ended after {nanoseconds / 1e9:.0f} s of the processor")
        self.nanoseconds = nanoseconds


@dataclass
class Command:
    arguments: list
    fine: tuple = (0, 1)  # a linter that finds something has done its work


@dataclass
class Sample:
    wall: list  # nanoseconds, one a round
    cpu: list
    memory: int  # KiB, the most of all rounds


@dataclass
class Ratio:
    median: float
    low: float
    high: float
    rounds: int


def ratio(over, under):
    """Of two lists of figures, round by round."""
    shares = sorted(a / b for a, b in zip(over, under))
    if len(shares) == 1:
        return Ratio(shares[0], shares[0], shares[0], 1)
    low, median, high = statistics.quantiles(shares, n=4, method="inclusive")
    return Ratio(median, low, high, len(shares))


def name(command):
    return os.path.basename(str(command.arguments[0]))


def read(text, commands):
    """The samples in what race.c prints; Failed where a command did not do its work."""
    samples = [Sample([], [], 0) for _ in commands]
    for row in text.split("\n"):
        if not row:
            continue
        _, which, wall, cpu, memory, status = map(int, row.split())
        if status == OUT_OF_TIME:
            raise OutOfTime(commands[which], cpu)
        if status not in commands[which].fine:
            raise Failed(f"{name(commands[which])} ended with status {status}")
        samples[which].wall.append(wall)
        samples[which].cpu.append(cpu)
        samples[which].memory = max(samples[which].memory, memory)
    return samples


class Racer:
    """race.c in a folder, with a limit on what one run may take of the processor."""

    def __init__(self, program, folder, limit=120):
        self.program = program
        self.limit = limit
        self.folder = folder

    def run(self, commands, rounds, seconds, one_core=False):
        """Interleaved runs of the commands, so many rounds or, when one was run, so many seconds."""
        call = [str(self.program), *(["-1"] if one_core else []), "-t", str(self.limit), "-C", str(self.folder)]
        call += [str(rounds), str(int(seconds))]
        for command in commands:
            call += [":::", *map(str, command.arguments)]
        done = subprocess.run(call, capture_output=True, text=True)
        if done.returncode != 0:
            raise Failed(done.stderr.strip())
        return read(done.stdout, commands)
