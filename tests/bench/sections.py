"""What `./dev bench` measures, a function a section: it takes the bench and yields rows.

The goals are those of the project; each stands in the row that shows whether it is met. Times on one
core are taken with everything pinned to it. Where a start would drown what is asked for, it is taken
out: the same command with few and with many letters, and the difference by the letters between.
"""

import os

import counting
import instructions
import peers
import race
from race import Command, ratio
from table import Row, of_ratio


def rounds(bench, full, quick):
    return quick if bench.quick else full


def milliseconds(nanoseconds):
    return sorted(nanoseconds)[len(nanoseconds) // 2] / 1e6


def rate(count, nanoseconds):
    """Letters a second, by the median of the runs."""
    return f"{count * 1000 / milliseconds(nanoseconds):,.0f} letters/s"


# --- One letter, many letters ----------------------------------------------------------------------


def cold(bench):
    folder, names = bench.letters(1)
    commands = [Command(["cmark", *names]), Command([bench.release, *names]), Command([bench.static, *names])]
    found = bench.racer(folder).run(commands, *rounds(bench, (400, 40), (60, 10)))
    base = found[0]
    for what, goal, sample in [("dynamic", 1.5, found[1]), ("static", 1.0, found[2])]:
        yield of_ratio(
            "cold",
            f"{what} / cmark",
            ratio(sample.wall, base.wall),
            ratio(sample.cpu, base.cpu),
            most=goal,
            note=f"{milliseconds(sample.wall):.2f} ms to {milliseconds(base.wall):.2f} ms",
        )


def bulk(bench):
    for count in [1_000, 10_000]:
        if bench.quick and count > 1_000:
            continue
        folder, names = bench.letters(count)
        commands = [Command([bench.parse_only, *names]), Command(bench.one_thread(*names))]
        limits = rounds(bench, (15, 60), (5, 10))
        base, ours = bench.racer(folder).run(commands, *limits, one_core=True)
        yield of_ratio(
            "bulk",
            f"{count:,} letters / parse-only",
            ratio(ours.wall, base.wall),
            ratio(ours.cpu, base.cpu),
            most=4,
            note=f"{rate(count, ours.wall)} to {rate(count, base.wall)}",
        )


def cores(bench):
    what = "two cores / one"
    if not bench.jobs:
        yield Row("cores", what, least=1.8, note="this build has no --jobs")
        return
    if len(os.sched_getaffinity(0)) < 2:
        yield Row("cores", what, least=1.8, note="there is but one core here")
        return
    count = 2_000
    folder, names = bench.letters(count)
    commands = [Command([bench.release, "--jobs", n, *names]) for n in ["1", "2"]]
    one, two = bench.racer(folder).run(commands, *rounds(bench, (15, 60), (5, 15)))
    note = f"{rate(count, two.wall)} to {rate(count, one.wall)}"
    if ratio(two.cpu, two.wall).median < 1.8:
        note += "; neighbours kept a core busy"
    yield of_ratio("cores", what, ratio(one.wall, two.wall), least=1.8, note=note)


# --- Large and small -------------------------------------------------------------------------------


def large(bench):
    folder, names = bench.letters(1, 10_000_000)
    bases = [Command([bench.parse_only, *names]), Command(["cmark", *names])]
    ours = Command(bench.one_thread("--max-size", "16m", *names))
    racer = bench.racer(folder)
    try:
        parse, cmark, ours = racer.run([*bases, ours], *rounds(bench, (5, 90), (1, 1)), one_core=True)
    except race.OutOfTime as late:
        parse, _ = racer.run(bases, 3, 1, one_core=True)
        least = late.nanoseconds / max(parse.cpu)
        yield Row("large", "time / parse-only", least, unit="× or more", most=4, note=str(late))
        return
    times = [milliseconds(sample.wall) for sample in [ours, parse]]
    yield of_ratio(
        "large",
        "time / parse-only",
        ratio(ours.wall, parse.wall),
        ratio(ours.cpu, parse.cpu),
        most=4,
        note=f"{times[0]:,.0f} ms to {times[1]:,.0f} ms",
    )
    yield of_ratio("large", "time / cmark", ratio(ours.wall, cmark.wall), ratio(ours.cpu, cmark.cpu))
    yield Row(
        "large",
        "memory / cmark",
        ours.memory / cmark.memory,
        most=3,
        note=f"{ours.memory / 1024:.0f} MiB to {cmark.memory / 1024:.0f} MiB",
    )


def memory(bench):
    for count, goal in [(1, 3), (10_000, 6)]:
        if bench.quick:
            count = min(count, 1_000)
        folder, names = bench.letters(count)
        commands = [Command([bench.release, *names]), Command([bench.static, *names]), Command([bench.parse_only, *names])]
        found = bench.racer(folder).run(commands, 1, 0)
        peaks = [sample.memory / 1024 for sample in found]
        for what, peak in zip(["dynamic", "static"], peaks):
            yield Row(
                "memory",
                f"{count:,} letter{'s' if count > 1 else ''}, {what}",
                peak,
                unit="MiB",
                most=goal,
                note=f"parse-only {peaks[2]:.1f} MiB",
            )


def counted(bench):
    few = 25 if bench.quick else 100
    folder, names = bench.letters(2 * few)
    call = instructions.command(bench.release)
    runs = [[*call, *names[:n]] for n in [2 * few, few, 1]]
    *parsed, cmark = [[bench.parse_only, *names], [bench.parse_only, *names[:few]], ["cmark", names[0]]]
    more, less, one, parse_more, parse_less, cmark = counting.count_all([*runs, *parsed, cmark], folder)
    for what, ours, base in [
        ("one letter / cmark", one, cmark),
        (f"a letter of {2 * few} / parse-only", counting.each(less, more, few), counting.each(parse_less, parse_more, few)),
    ]:
        largest = sorted(ours, key=ours.get, reverse=True)[:4]
        shares = ", ".join(f"{name} {100 * ours[name] / sum(ours.values()):.0f} %" for name in largest)
        yield Row(
            "instructions",
            what,
            sum(ours.values()) / sum(base.values()),
            note=f"{sum(ours.values()) / 1e6:.2f} M to {sum(base.values()) / 1e6:.2f} M: {shares}",
        )


def profile(bench):
    """Where the instructions go, function by function: the dozen that take most."""
    few = 50
    folder, names = bench.letters(2 * few)
    call = instructions.command(bench.release)
    runs = [[*call, *names[:n]] for n in [2 * few, few, 1]]
    more, less, one = counting.count_all(runs, folder, counting.count_functions)
    for what, sums in [("one letter", one), (f"a letter of {2 * few}", counting.each(less, more, few))]:
        total = sum(sums.values())
        for owner, function in sorted(sums, key=sums.get, reverse=True)[:12]:
            value = sums[owner, function]
            name = f"{function} ({owner})" if function else owner
            yield Row("profile", f"{what}: {name}", 100 * value / total, unit="%", note=f"{value / 1e6:.2f} M")


# --- What makes a letter dearer --------------------------------------------------------------------


def differences(bench, folder, pairs, limits):
    """For each (command with few letters, with many, letters between): nanoseconds a letter, by round."""
    commands = [Command(c) for few, many, _ in pairs for c in (few, many)]
    found = bench.racer(folder).run(commands, *limits, one_core=True)
    less, more = found[0::2], found[1::2]
    return [
        [max(b - a, 1) / between for a, b in zip(l.cpu, m.cpu)] for l, m, (_, _, between) in zip(less, more, pairs)
    ], less


def by_rules(bench):
    counts = [60, 600, 6_000]
    few, many = 10, 210 if bench.quick else 810
    folder, names = bench.letters(many)
    pairs = []
    for count in counts:
        call = bench.one_thread("--no-default-rules", "--rules", bench.rules(count))
        pairs.append(([*call, *names[:few]], [*call, *names], many - few))
    letter, start = differences(bench, folder, pairs, rounds(bench, (15, 60), (3, 15)))
    for i in [1, 2]:
        yield of_ratio(
            "rules",
            f"{counts[i]:,} rules / {counts[i - 1]:,} rules",
            ratio(letter[i], letter[i - 1]),
            most=2,
            note=f"{milliseconds(letter[i]) * 1e3:,.0f} µs a letter to {milliseconds(letter[i - 1]) * 1e3:,.0f} µs;"
            f" a start takes {milliseconds(start[i].cpu):,.0f} ms to {milliseconds(start[i - 1].cpu):,.0f} ms",
        )


def by_length(bench):
    lengths = [2_000, 500, 8_000, 32_000, 128_000]
    total = 200_000 if bench.quick else 1_000_000
    pairs, sizes = [], []
    for length in lengths:
        many = max(total // length, 3)
        folder, names = bench.letters(many, length)
        files = [str(folder / name) for name in names]
        few = max(many // 8, 1)
        sizes.append(sum(os.path.getsize(file) for file in files[few:]))
        pairs.append((bench.one_thread(*files[:few]), bench.one_thread(*files), 1))
    spent, _ = differences(bench, bench.work, pairs, rounds(bench, (9, 60), (3, 15)))
    of_byte = [[ns / size for ns in found] for found, size in zip(spent, sizes)]
    for i in range(1, len(lengths)):
        yield of_ratio(
            "length",
            f"a byte of {lengths[i]:,} / a byte of {lengths[0]:,}",
            ratio(of_byte[i], of_byte[0]),
            note=f"{milliseconds(of_byte[i]) * 1e6:,.0f} ns a byte to {milliseconds(of_byte[0]) * 1e6:,.0f} ns",
        )


# --- Others ----------------------------------------------------------------------------------------


def cold_of_peer(bench, peer):
    folder, names = bench.letters(1)
    commands = [Command([bench.release, *names]), peer.on(names)]
    ours, theirs = bench.racer(folder).run(commands, *rounds(bench, (20, 15), (5, 5)))
    return of_ratio(
        "peers",
        f"one letter: {peer.name} / letterlint",
        ratio(theirs.wall, ours.wall),
        ratio(theirs.cpu, ours.cpu),
        note=f"{milliseconds(theirs.wall):.1f} ms to {milliseconds(ours.wall):.1f} ms",
    )


def bulk_of_peer(bench, peer):
    is_fast = peer.name == "rumdl"
    count = 1_000 if is_fast else 100
    folder, names = bench.letters(count)
    commands = [Command(bench.one_thread(*names)), peer.on(names)]
    ours, theirs = bench.racer(folder).run(commands, *rounds(bench, (9, 30), (3, 10)), one_core=True)
    return of_ratio(
        "peers",
        f"{count:,} letters, one core: {peer.name} / letterlint",
        ratio(theirs.wall, ours.wall),
        ratio(theirs.cpu, ours.cpu),
        least=5 if is_fast else None,
        note=f"{rate(count, theirs.wall)} to {rate(count, ours.wall)}",
    )


def others(bench):
    for peer in peers.all_peers(bench.work / "peers"):
        if not peer.call:
            yield Row("peers", peer.name, note=peer.why)
            continue
        for measured in [cold_of_peer, bulk_of_peer]:
            try:
                yield measured(bench, peer)
            except race.Failed as failure:
                yield Row("peers", peer.name, note=f"could not be measured: {failure}")


ALL = {
    "cold": ("one letter in a process of its own", cold),
    "bulk": ("many letters on one core", bulk),
    "cores": ("many letters on two cores", cores),
    "large": ("a letter of 10 MB", large),
    "memory": ("peak memory", memory),
    "instructions": ("instructions", counted),
    "profile": ("where the instructions go", profile),
    "rules": ("the number of rules: time a letter", by_rules),
    "length": ("the length of letters: time a byte", by_length),
    "peers": ("other linters", others),
}


def usual(quick):
    """The sections that are measured where none are named."""
    left_out = {"profile", "peers"} if quick else {"profile"}
    return [name for name in ALL if name not in left_out]
