#!/usr/bin/env python3
"""What `./dev bench` counts on: the same letters everywhere, and figures read rightly. No time is asserted."""

import hashlib
import pathlib
import tempfile
import unittest

import bench
import counting
import dice
import instructions
import letters
import parts
import race
import rule_files
import sections
import shapes
import table


class Dice(unittest.TestCase):
    def test_known_stream(self):
        """The first three of SplitMix64 from 1234567, as its authors print them."""
        stream = dice.Dice()
        stream.state = 1234567
        self.assertEqual([stream.next() for _ in range(3)], [6457827717110365317, 3203168211198807973, 9817491932198370423])

    def test_seeds_part(self):
        heads = {tuple(dice.Dice(*seeds).next() for _ in range(2)) for seeds in [(1, 2), (2, 1), (1, 3), (1,), ()]}
        self.assertEqual(len(heads), 5)

    def test_some_are_different(self):
        self.assertEqual(sorted(dice.Dice(3).some(range(9), 9)), list(range(9)))
        self.assertEqual(len(set(dice.Dice(3).some(range(9), 4))), 4)


class Letters(unittest.TestCase):
    def test_the_same_on_every_machine(self):
        """Changes whenever the letters do: then figures from before and after are not comparable."""
        text = "\0".join(letters.compose(i) for i in range(300))
        self.assertEqual(hashlib.sha256(text.encode()).hexdigest()[:16], "b567eb3c73809223")

    def test_a_letter_depends_on_its_own_number(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            letters.write(folder / "few", 4)
            letters.write(folder / "many", 9)
            for file in (folder / "few").iterdir():
                self.assertEqual(file.read_bytes(), (folder / "many" / file.name).read_bytes())
            self.assertEqual(len(list((folder / "many").iterdir())), 9)

    def test_seeds_make_other_letters(self):
        self.assertNotEqual(letters.compose(0, seed=1), letters.compose(0, seed=2))

    def test_length_is_what_was_asked_for(self):
        for length in [500, 2_000, 30_000]:
            sizes = [len(letters.compose(i, length).encode()) for i in range(30)]
            mean = sum(sizes) / len(sizes)
            self.assertTrue(0.8 * length < mean < 1.4 * length, f"{length}: {mean}")

    def test_every_hole_is_filled(self):
        for index in range(3 * len(shapes.SHAPES)):
            text = letters.compose(index)
            self.assertNotIn("{", text)
            self.assertNotRegex(text, r"\$#|(?<!#)###? (?:ms|GB|minutes)")

    def test_every_shape_and_quality_comes(self):
        around = 3 * len(shapes.SHAPES)
        texts = [letters.compose(i, 800) for i in range(around)]
        for mark in ["\r\n", "\ufeff", "```", "| --- |", "<p>", "<!--", "• ", "[1]:", "\n> ", "&amp;", "\n2)", "\\\n", "---\ncompany"]:
            self.assertTrue(any(mark in text for text in texts), repr(mark))
        for quality in letters.QUALITIES:
            opening = parts.OPENINGS[quality][0].split("{")[0]
            self.assertTrue(any(opening in letters.compose(i, 800, quality=quality) for i in range(20)), quality)

    def test_a_named_shape_is_kept_to(self):
        self.assertIn("\n1. ", letters.compose(0, shape="numbered").replace(")", "."))


class RuleFiles(unittest.TestCase):
    def test_the_same_on_every_machine(self):
        self.assertEqual(hashlib.sha256(rule_files.text(60).encode()).hexdigest()[:16], "c7597206d4d8dfe8")

    def test_so_many_rules(self):
        self.assertEqual(rule_files.text(60).count("  - id: "), 60)


class Ratios(unittest.TestCase):
    def test_taken_within_rounds(self):
        """A clock that doubles in the third round moves nothing."""
        found = race.ratio([20, 22, 40, 18], [10, 11, 20, 9])
        self.assertEqual((found.low, found.median, found.high), (2, 2, 2))

    def test_spread_is_the_middle_half(self):
        found = race.ratio([1, 2, 3, 4, 100], [1, 1, 1, 1, 1])
        self.assertEqual((found.low, found.median, found.high), (2, 3, 4))

    def test_reads_what_race_prints(self):
        commands = [race.Command(["a"]), race.Command(["b"])]
        first, second = race.read("0 0 10 5 100 0\n0 1 20 15 300 1\n1 0 12 6 90 0\n1 1 22 16 200 0\n", commands)
        self.assertEqual((first.wall, first.cpu, first.memory), ([10, 12], [5, 6], 100))
        self.assertEqual((second.wall, second.memory), ([20, 22], 300))

    def test_a_command_that_fails_is_no_sample(self):
        with self.assertRaises(race.Failed):
            race.read("0 0 10 5 100 2\n", [race.Command(["a"])])
        with self.assertRaises(race.OutOfTime):
            race.read("0 0 10 5 100 152\n", [race.Command(["a"])])


CALLGRIND = """\
events: Ir
ob=(1) build/release/letterlint
fl=(1) ???
fn=(1) main
0 100
cob=(2) /usr/lib/libpcre2-8.so.0
cfn=(2) pcre2_match_8
calls=3 0
0 5000
0 20
ob=(2)
fn=(2)
0 400
ob=(3) /usr/lib/libc.so.6
fn=(3) memcpy
+1 30
ob=(4) ???
fn=(4) 0x4
0 7
ob=(1)
fn=(5) other
0 1
totals: 558
"""


class Counting(unittest.TestCase):
    def test_sums_what_each_ran_itself(self):
        functions = counting.functions(CALLGRIND.splitlines(keepends=True))
        self.assertEqual(functions["letterlint", "main"], 120)
        self.assertEqual(functions["libpcre2", "pcre2_match_8"], 400)
        self.assertEqual(functions[counting.MACHINE_CODE, ""], 7)
        sums = counting.by_owner(functions)
        self.assertEqual(sums, {"letterlint": 121, "libpcre2": 400, counting.SYSTEM: 30, counting.MACHINE_CODE: 7})
        self.assertEqual(counting.comparable(sums), 528)

    def test_a_letter_without_the_start(self):
        less, more = {"letterlint": 150, "libcmark": 20}, {"letterlint": 250, "libcmark": 40, "libpcre2": 30}
        self.assertEqual(counting.each(less, more, 10), {"letterlint": 10, "libcmark": 2, "libpcre2": 3})


class Guard(unittest.TestCase):
    def verdict(self, now, was=1000):
        return instructions.compare({"one letter": {"letterlint": now}}, {"one letter": {"letterlint": was}})

    def test_only_more_fails(self):
        for now, good, word in [(1000, True, "ok"), (1050, True, "ok"), (1051, False, "above"), (949, True, "--update")]:
            held, said = self.verdict(now)
            self.assertEqual(held, good, now)
            self.assertIn(word, said[0])

    def test_what_the_c_library_runs_does_not_matter(self):
        held, _ = instructions.compare(
            {"one letter": {"letterlint": 1000, counting.SYSTEM: 9999}},
            {"one letter": {"letterlint": 1000, counting.SYSTEM: 1}},
        )
        self.assertTrue(held)

    def test_other_versions_are_named(self):
        there = {"libcmark": "0.30.2", "compiler": "a"}
        self.assertEqual(instructions.differences(there, there), [])
        self.assertEqual(instructions.differences({"libcmark": "0.31.0", "compiler": "a"}, there), ["libcmark: 0.30.2, here 0.31.0"])


class Page(unittest.TestCase):
    def test_only_the_named_table_is_written(self):
        page = "a\n<!-- bench: cold -->\nwas so\n<!-- end -->\nb\n<!-- bench: bulk -->\n<!-- end -->\n"
        once = bench.written(page, "cold", "new")
        self.assertEqual(once, page.replace("was so", "new"))
        self.assertEqual(bench.written(once, "cold", "new"), once)
        self.assertEqual(bench.written(page, "peers", "new"), page)

    def test_the_page_has_a_place_for_every_section(self):
        page = bench.PAGE.read_text()
        for name in sections.ALL:
            self.assertNotEqual(bench.written(page, name, "X"), page, name)


class Tables(unittest.TestCase):
    def test_goals(self):
        for row, met in [
            (table.Row("s", "w", 4, most=4), True),
            (table.Row("s", "w", 4.1, most=4), False),
            (table.Row("s", "w", 1.7, least=1.8), False),
            (table.Row("s", "w", 1.8, least=1.8), True),
            (table.Row("s", "w", 1.8), None),
            (table.Row("s", "w", least=1.8), None),
        ]:
            self.assertEqual(row.met(), met)

    def test_numbers(self):
        self.assertEqual([table.number(n) for n in [0.86, 14.24, 345.2, 39000]], ["0.86", "14.2", "345", "39,000"])

    def test_rows_line_up(self):
        rows = [table.Row("s", "short", 1), table.Row("s", "rather long", 22.5, most=3, note="so")]
        self.assertEqual(len({len(line) for line in table.lines("title", rows)}), 1)


if __name__ == "__main__":
    unittest.main()
