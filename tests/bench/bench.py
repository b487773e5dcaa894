#!/usr/bin/env python3
"""What letterlint costs, in multiples of what cannot be done without.

    bench.py --release LETTERLINT --static LETTERLINT --work FOLDER
             [--quick] [--only SECTION,…] [--json FILE] [--update]

`./dev bench` builds what this needs and calls it. The sections are in sections.py. FOLDER keeps letters,
rule files and other linters from one run to the next. Exits with 0 whatever the figures: they are read,
not asserted. docs/performance.md tells what they mean.
"""

import argparse
import hashlib
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys

import counting
import instructions
import letters
import peers
import race
import rule_files
import sections
import table

HERE = pathlib.Path(__file__).parent
PAGE = HERE.parent.parent / "docs" / "performance.md"


def digest():
    """Of what the letters and rule files are made by: other parts, other folder."""
    made_by = ["dice.py", "parts.py", "shapes.py", "letters.py", "rule_files.py"]
    return hashlib.sha256(b"".join((HERE / name).read_bytes() for name in made_by)).hexdigest()[:12]


def installed(program, folder):
    """A copy, as installing makes one. What a linker wrote piece by piece lies in small pages in the
    system's cache, and a process that maps it pays for each of them."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / program.name
    file.unlink(missing_ok=True)
    shutil.copy(program, file)
    return str(file)


class Bench:
    """What the sections measure with: programs, letters, how long."""

    def __init__(self, chosen):
        self.quick = chosen.quick
        self.work = chosen.work.resolve()
        self.release = installed(chosen.release, self.work / "release")
        self.static = installed(chosen.static, self.work / "static")
        self.parse_only = str(self.work / "parse_only")
        self.made = self.work / f"made-{digest()}"
        self.jobs = "--jobs" in instructions.said(self.release, "--help")

    def racer(self, folder):
        return race.Racer(self.work / "race", folder, 20 if self.quick else 120)

    def one_thread(self, *arguments):
        """letterlint as released, on one thread."""
        return [self.release, *(["--jobs", "1"] if self.jobs else []), *arguments]

    def letters(self, count, length=2000):
        """A folder with so many letters, and their names in it."""
        folder = self.made / f"letters-{length}"
        folder.mkdir(parents=True, exist_ok=True)
        names = [letters.name(i) for i in range(count)]
        for index, name in enumerate(names):
            if not (folder / name).exists():
                text = letters.compose(index, length)
                (folder / name).write_bytes(text.encode())
        return folder, names

    def rules(self, count):
        """A file with so many rules."""
        file = self.made / f"rules-{count}.yaml"
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(rule_files.text(count))
        return str(file)


def processor():
    try:
        with open("/proc/cpuinfo", encoding="ascii", errors="replace") as info:
            return next(line.split(":", 1)[1].strip() for line in info if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or "unknown"


def revision():
    call = ["git", "-C", str(HERE), "describe", "--always", "--dirty"]
    return subprocess.run(call, capture_output=True, text=True).stdout.strip() or "unknown"


def surroundings(bench):
    return {
        "letterlint": instructions.said(bench.release, "--version").split("\n")[0],
        "revision": revision(),
        "processor": processor(),
        "cores": len(os.sched_getaffinity(0)),
        "versions": instructions.versions("cc"),
        "quick": bench.quick,
    }


def written(page, name, text):
    """The page with the text between the marks of that name, or as it was where it has none."""
    open_mark, close_mark = f"<!-- bench: {name} -->\n", "<!-- end -->"
    before, mark, after = page.partition(open_mark)
    old, close, rest = after.partition(close_mark)
    return before + mark + text + "\n" + close + rest if mark and close else page


def update_page(name, text):
    PAGE.write_text(written(PAGE.read_text(), name, text))


def measure(bench, chosen, update):
    """The rows, printed section by section as they come."""
    rows = []
    for name, (title, section) in sections.ALL.items():
        if name not in chosen:
            continue
        try:
            found = list(section(bench))
        except (race.Failed, counting.Failed) as failure:
            found = [table.Row(name, title, note=f"could not be measured: {failure}")]
        lines = "\n".join(table.lines(title, found))
        print(lines, end="\n\n", flush=True)
        if update:
            update_page(name, lines)
        rows += found
    return rows


def summary(rows):
    verdicts = [row.met() for row in rows]
    missed = [f"{row.section}: {row.what}" for row in rows if row.met() is False]
    print(f"{verdicts.count(True)} goals met, {len(missed)} missed" + "".join(f"\n    {what}" for what in missed))


def arguments():
    options = argparse.ArgumentParser(prog="./dev bench", description=__doc__.split("\n")[0])
    options.add_argument("--release", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    options.add_argument("--static", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    options.add_argument("--work", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    options.add_argument("--quick", action="store_true", help="in under two minutes: fewer rounds, and no other linters")
    options.add_argument("--only", metavar="SECTION,…", help=f"of {', '.join(sections.ALL)}")
    options.add_argument("--update", action="store_true", help="write the tables into docs/performance.md, too")
    options.add_argument("--json", type=pathlib.Path, metavar="FILE", help="write the figures there, too")
    chosen = options.parse_args()
    chosen.sections = chosen.only.split(",") if chosen.only else sections.usual(chosen.quick)
    for name in chosen.sections:
        if name not in sections.ALL:
            options.error(f"no section '{name}'; there are {', '.join(sections.ALL)}")
    return chosen


def main():
    chosen = arguments()
    bench = Bench(chosen)
    around = surroundings(bench)
    print(f"{around['letterlint']} ({around['revision']}) on {around['processor']}, {around['cores']} cores\n")
    if "peers" in chosen.sections:
        trouble = peers.install(bench.work / "peers")
        if trouble:
            print(f"bench: {trouble}", file=sys.stderr)
    rows = measure(bench, chosen.sections, chosen.update)
    summary(rows)
    if chosen.json:
        chosen.json.write_text(json.dumps({**around, "rows": list(map(table.as_json, rows))}, indent=2) + "\n")


if __name__ == "__main__":
    main()
