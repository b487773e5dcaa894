#!/usr/bin/env python3
"""The figures of the cost model in docs/scale.md, as this machine has them now: `./dev scale cost`.

    cost.py LETTERLINT RACE

Prints the page's table, ready to be put there, and what the page concludes from it. Processor time,
which neighbours disturb less than the clock, and which is what a cluster bills. A start is what one
record costs; a letter is what many records cost more than some, by their number. The letters and the
program that runs and measures are those of tests/bench; all commands take turns.
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
import rule_files  # noqa: E402

SOME, MANY, ROUNDS = 200, 1200, 3
RULES = 20


def write_records(folder):
    """Files of records: one, some and many, with the text and with the name of a file."""
    letters.write(folder / "letters", MANY)
    files = sorted((folder / "letters").iterdir())
    texts = [json.dumps({"id": file.stem, "text": file.read_bytes().decode()}) for file in files]
    names = [json.dumps({"id": file.stem, "path": str(file)}) for file in files]
    for kind, lines in (("texts", texts), ("names", names)):
        for count in (1, SOME, MANY):
            (folder / f"{kind}.{count}").write_text("\n".join(lines[:count]) + "\n")


def write_rules(folder):
    """A rule file of one's own: what is in it hardly matters, that there is one does."""
    (folder / "own.yaml").write_text(rule_files.text(RULES))


def command(tool, records, *options):
    quoted = shlex.join([tool, "--batch", "--isolated", *options])
    return race.Command(["sh", "-c", f"exec {quoted} <{records} >answers"], fine=(0,))


def measure(tool, racer):
    """A sample for each (records, count, jobs), and for a start with rules of one's own."""
    batches = [("texts", 1, 1), ("texts", SOME, 1), ("texts", MANY, 1), ("names", SOME, 1), ("names", MANY, 1),
               ("texts", SOME, 2), ("texts", MANY, 2)]
    runs = {run: command(tool, f"{run[0]}.{run[1]}", "--jobs", str(run[2])) for run in batches}
    own = ("--jobs", "1", "--rules", "own.yaml")
    runs["own"] = command(tool, "texts.1", *own)
    runs["kept"] = command(tool, "texts.1", *own, "--cache", "cache")
    racer.run([runs["kept"]], 1, 600)  # fills the cache
    return dict(zip(runs, racer.run(list(runs.values()), ROUNDS, 600)))


def a_letter(samples, kind, jobs):
    """Processor nanoseconds, round by round."""
    some, many = samples[kind, SOME, jobs].cpu, samples[kind, MANY, jobs].cpu
    return [(more - less) / (MANY - SOME) for less, more in zip(some, many)]


def milliseconds(sample):
    return statistics.median(sample.cpu) / 1e6


def by_hundred(ratio):
    """A ratio as the page words it: so many per cent more, or fewer."""
    share = round(ratio.median * 100) - 100
    return f"{abs(share)} % {'more' if share >= 0 else 'less'}"


def table(samples, sizes):
    """The table of docs/scale.md, row for row."""
    text = a_letter(samples, "texts", 1)
    letter = statistics.median(text) / 1e6
    memory = {key: sample.memory / 1024 for key, sample in samples.items()}
    return [
        ("a start, *c*", f"{milliseconds(samples['texts', 1, 1]):.0f} ms"),
        (f"a start with {RULES} rules of one's own / the same with a filled `--cache`",
         f"{milliseconds(samples['own']):.0f} / {milliseconds(samples['kept']):.0f} ms"),
        ("a letter, *t*", f"{letter:.1f} ms: {1e3 / letter:,.0f} letters a second on a core"),
        ("a letter read from a file rather than as text in the record",
         by_hundred(race.ratio(a_letter(samples, "names", 1), text)) + ", on a local disk"),
        ("a letter with `--jobs 2`", by_hundred(race.ratio(a_letter(samples, "texts", 2), text)) + " processor time"),
        (f"memory of one process with `--jobs 1`, after 1 letter / after {MANY:,}",
         f"{memory['texts', 1, 1]:.0f} / {memory['texts', MANY, 1]:.0f} MiB"),
        ("the same with `--jobs 2`", f"{memory['texts', MANY, 2]:.0f} MiB"),
        ("a record / its answer / the answer by gzip", " / ".join(f"{size:.1f}" for size in sizes) + " kB"),
    ]


def consequences(samples, sizes):
    """What the page says behind its table, which follows from the table."""
    letter = statistics.median(a_letter(samples, "texts", 1)) / 1e9
    start = milliseconds(samples["texts", 1, 1]) / 1e3
    block = 16 * 2**20 / (sizes[0] * 1e3)
    memory = {key: sample.memory / 1024 for key, sample in samples.items()}
    return [
        f"ten million letters: {1e7 * letter / 3600:.1f} core hours; on 16 cores {1e7 * letter / 16 / 60:.0f} minutes,"
        f" on 128 {1e7 * letter / 128 / 60:.0f}",
        f"a million letters on one core: {1e6 * letter / 60:.0f} minutes",
        f"a start is a hundredth from {100 * start / letter:,.0f} letters on",
        f"a block of 16 MB: {block:,.0f} letters, {block * letter:.0f} s; a shard of 20,000: {2e4 * letter:.0f} s",
        f"a thread more: {memory['texts', MANY, 2] - memory['texts', MANY, 1]:.0f} MiB; a process more:"
        f" {memory['texts', MANY, 1]:.0f} MiB",
        f"a core takes in {sizes[0] / letter / 1e3:.2f} MB/s; ten million letters are {sizes[0] * 10:.0f} GB of records"
        f" and {sizes[1] * 10:.0f} GB of answers, {sizes[2] * 10:.0f} GB by gzip",
    ]


def sizes_of(tool, folder):
    """Kilobytes of a record, its answer, and the answer by gzip."""
    said = subprocess.run(["sh", "-c", f"{shlex.quote(tool)} --batch --isolated <texts.{MANY}"],
                          cwd=folder, check=True, capture_output=True).stdout
    record = (folder / f"texts.{MANY}").stat().st_size
    return [size / MANY / 1e3 for size in (record, len(said), len(gzip.compress(said)))]


def main():
    tool, race_program = map(os.path.realpath, sys.argv[1:3])
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write_records(folder)
        write_rules(folder)
        samples = measure(tool, race.Racer(race_program, folder))
        sizes = sizes_of(tool, folder)
    print("| what | figure |", "| --- | --- |", sep="\n")
    for what, figure in table(samples, sizes):
        print(f"| {what} | {figure} |")
    print()
    for line in consequences(samples, sizes):
        print(line)


if __name__ == "__main__":
    main()
