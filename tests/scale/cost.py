#!/usr/bin/env python3
"""The figures of the cost model in docs/scale.md, as this machine has them now: `./dev scale cost`.

    cost.py LETTERLINT RACE

Processor time, which neighbours disturb less than the clock, and which is what a cluster bills. A start
is what one record costs; a letter is what many records cost more than some, by their number. The
letters and the program that runs and measures are those of tests/bench; all commands take turns.
"""

import gzip
import json
import os
import pathlib
import shlex
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "bench"))
import letters  # noqa: E402
import race  # noqa: E402

SOME, MANY, ROUNDS = 200, 1200, 3


def write_records(folder):
    """Files of records: one, some and many, with the text and with the name of a file."""
    letters.write(folder / "letters", MANY)
    files = sorted((folder / "letters").iterdir())
    texts = [json.dumps({"id": file.stem, "text": file.read_bytes().decode()}) for file in files]
    names = [json.dumps({"id": file.stem, "path": str(file)}) for file in files]
    for kind, lines in (("texts", texts), ("names", names)):
        for count in (1, SOME, MANY):
            (folder / f"{kind}.{count}").write_text("\n".join(lines[:count]) + "\n")


def batch(tool, records, jobs):
    quoted = f"{shlex.quote(tool)} --batch --isolated --jobs {jobs}"
    return race.Command(["sh", "-c", f"exec {quoted} <{records} >answers"], fine=(0,))


def measure(tool, racer):
    """A sample for each (records, count, jobs)."""
    runs = [("texts", 1, 1), ("texts", SOME, 1), ("texts", MANY, 1), ("names", SOME, 1), ("names", MANY, 1),
            ("texts", SOME, 2), ("texts", MANY, 2)]
    commands = [batch(tool, f"{kind}.{count}", jobs) for kind, count, jobs in runs]
    return dict(zip(runs, racer.run(commands, ROUNDS, 600)))


def a_letter(samples, kind, jobs):
    """Processor nanoseconds, round by round."""
    some, many = samples[kind, SOME, jobs].cpu, samples[kind, MANY, jobs].cpu
    return [(more - less) / (MANY - SOME) for less, more in zip(some, many)]


def main():
    tool, race_program = map(os.path.realpath, sys.argv[1:3])
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write_records(folder)
        samples = measure(tool, race.Racer(race_program, folder))
        text = a_letter(samples, "texts", 1)
        letter = statistics.median(text) / 1e9
        said = subprocess.run(["sh", "-c", f"{shlex.quote(tool)} --batch --isolated <texts.{MANY}"],
                              cwd=folder, check=True, capture_output=True).stdout
        size = (folder / f"texts.{MANY}").stat().st_size
        memory = {key: sample.memory / 1024 for key, sample in samples.items()}
        rows = [
            ("start", f"{statistics.median(samples['texts', 1, 1].cpu) / 1e6:.1f} ms"),
            ("letter", f"{letter * 1e3:.2f} ms: {1 / letter:,.0f} letters/s a core"),
            ("ten million letters", f"{1e7 * letter / 3600:.1f} core hours"),
            ("letter read from a file", f"× {race.ratio(a_letter(samples, 'names', 1), text).median:.2f}"),
            ("letter with --jobs 2", f"× {race.ratio(a_letter(samples, 'texts', 2), text).median:.2f} of processor time"),
            ("memory, --jobs 1", f"{memory['texts', 1, 1]:.0f} MiB for a letter, {memory['texts', MANY, 1]:.0f} MiB for {MANY:,}"),
            ("memory, --jobs 2", f"{memory['texts', MANY, 2]:.0f} MiB for {MANY:,}"),
            ("record", f"{size / MANY / 1e3:.1f} kB"),
            ("answer", f"{len(said) / MANY / 1e3:.1f} kB, {len(gzip.compress(said)) / MANY / 1e3:.1f} kB by gzip"),
        ]
        for what, figure in rows:
            print(f"{what:25}{figure}")


main()
