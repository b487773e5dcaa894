"""Every way in which a letter is written down in Markdown, as functions from its parts to its text.

A shape takes a Draft and the dice and returns the text. BLOCKS are the ways to write one paragraph of
the body; a long letter uses them all in turn.
"""

import textwrap
from dataclasses import dataclass


@dataclass
class Draft:
    sender: str
    city: str
    date: str
    role: str
    company: str
    salutation: str
    paragraphs: list  # of lists of sentences: opening, body …, closing
    signoff: str
    postscript: str


def wrapped(text, width=76):
    return "\n".join(textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))


# --- One paragraph ---------------------------------------------------------------------------------


def line(sentences, dice):
    return " ".join(sentences)


def soft_wrapped(sentences, dice):
    return wrapped(" ".join(sentences), dice.between(60, 90))


def sentence_lines(sentences, dice):
    return "\n".join(sentences)


def hard_breaks(sentences, dice):
    return dice.pick(["  \n", "\\\n"]).join(sentences)


def html_breaks(sentences, dice):
    return "<br>\n".join(sentences)


def bullets(sentences, dice):
    mark = dice.pick("-*+")
    return "\n".join(f"{mark} {s}" for s in sentences)


def typed_bullets(sentences, dice):
    return "\n".join(f"• {s}" for s in sentences)


def numbered(sentences, dice):
    mark = dice.pick(".)")
    return "\n".join(f"{i}{mark} {s}" for i, s in enumerate(sentences, 1))


def loose_list(sentences, dice):
    return "\n\n".join(f"* {wrapped(s, 70)}".replace("\n", "\n  ") for s in sentences)


def nested_list(sentences, dice):
    depth = [0, 2, 4]
    return "\n".join(" " * depth[i % 3] + f"- {s}" for i, s in enumerate(sentences))


def tab_bullets(sentences, dice):
    return "\n".join(f"\t- {s}" for s in sentences)


def quote(sentences, dice):
    return "\n".join("> " + row for row in wrapped(" ".join(sentences)).split("\n"))


def lazy_quote(sentences, dice):
    return "> " + wrapped(" ".join(sentences))


def indented(sentences, dice):
    return "   " + wrapped(" ".join(sentences)).replace("\n", "\n  ")


def table(sentences, dice):
    rows = [f"| {i} | {s.replace('|', '/')} |" for i, s in enumerate(sentences, 1)]
    return "\n".join(["| no. | what |", "| --- | --- |", *rows])


def headed(sentences, dice):
    title = " ".join(sentences[0].split()[:4]).rstrip(",.:;")
    under = dice.pick([f"## {title}", f"### {title} ###", f"{title}\n{'-' * len(title)}"])
    return f"{under}\n\n{wrapped(' '.join(sentences))}"


def code(sentences, dice):
    lines = ["replay --from outbox \\", "  --rate 200 --verify", "# 0 differ"]
    if dice.percent(50):
        block = "\n".join(["```sh", *lines, "```"])
    else:
        block = "\n".join("    " + row for row in lines)
    return f"{wrapped(' '.join(sentences))}\n\n{block}"


def emphasis(sentences, dice):
    words = " ".join(sentences).split(" ")
    for mark in ["*", "**", "_", "`", "***"]:
        at = dice.below(len(words))
        if words[at].isalnum():
            words[at] = f"{mark}{words[at]}{mark}"
    return wrapped(" ".join(words))


def links(sentences, dice):
    text = " ".join(sentences)
    return wrapped(
        f"{text} The [write-up](https://example.org/notes \"with graphs\") and <https://example.org/code>"
        " have more, and ![a graph](graph.png) shows the week."
    )


def entities(sentences, dice):
    text = " ".join(sentences).replace(" and ", " &amp; ", 1).replace("'", "’")
    return wrapped(f"“{text}” &mdash; so wrote my lead\\*, R&D &#x2013; 2025.")


def html_paragraph(sentences, dice):
    return f"<p>{wrapped(' '.join(sentences))}</p>"


def commented(sentences, dice):
    return f"<!-- shorten\nthis -->\n\n{wrapped(' '.join(sentences))} <!-- check the number -->"


def html_inline(sentences, dice):
    first, *rest = sentences
    return wrapped(f"<b>{first}</b> {' '.join(rest)} <kbd>Ctrl</kbd>")


BLOCKS = {
    f.__name__.replace("_", "-"): f
    for f in [
        line, soft_wrapped, sentence_lines, hard_breaks, html_breaks, bullets, typed_bullets, numbered,
        loose_list, nested_list, tab_bullets, quote, lazy_quote, indented, table, headed, code, emphasis,
        links, entities, html_paragraph, commented, html_inline,
    ]
}


# --- A whole letter --------------------------------------------------------------------------------


def ending(draft):
    tail = f"{draft.signoff}\n{draft.sender}\n"
    return tail + (f"\n{draft.postscript}\n" if draft.postscript else "")


def letter(draft, dice, write, before=""):
    """Opening and closing as lines; what stands between, as `write` has it."""
    opening, *body, closing = draft.paragraphs
    middle = [write(p, dice) for p in body]
    parts = [draft.salutation, line(opening, dice), *middle, line(closing, dice), ending(draft)]
    return before + "\n\n".join(parts)


def front_matter(draft, dice):
    before = f"---\ncompany: {draft.company}\nrole: {draft.role}\n---\n\n"
    return letter(draft, dice, soft_wrapped, before)


def header_block(draft, dice):
    before = f"{draft.sender}  \n12 Mill Lane, {draft.city}  \nperson@example.org\n\n{draft.date}\n\n"
    return letter(draft, dice, line, f"{before}**Re: {draft.role}**\n\n")


def salutation_heading(draft, dice):
    draft.salutation = f"# {draft.salutation}"
    return letter(draft, dice, soft_wrapped)


def salutation_bold(draft, dice):
    draft.salutation = f"**{draft.salutation}**"
    return letter(draft, dice, line)


def salutation_inline(draft, dice):
    draft.paragraphs[0][0] = f"{draft.salutation}\n{draft.paragraphs[0][0]}"
    first, *rest = [line(p, dice) for p in draft.paragraphs]
    return "\n\n".join([first, *rest, ending(draft)])


def no_salutation(draft, dice):
    return "\n\n".join([soft_wrapped(p, dice) for p in draft.paragraphs] + [ending(draft)])


def one_block(draft, dice):
    text = " ".join(line(p, dice) for p in draft.paragraphs)
    return f"{draft.salutation}\n{wrapped(text)}\n{ending(draft)}"


def soft_paragraphs(draft, dice):
    return "\n".join([draft.salutation, *[line(p, dice) for p in draft.paragraphs], ending(draft)])


def quoted_whole(draft, dice):
    return "".join(f"> {row}".rstrip() + "\n" for row in letter(draft, dice, soft_wrapped).split("\n"))


def ruled(draft, dice):
    return letter(draft, dice, lambda p, d: f"{soft_wrapped(p, d)}\n\n* * *")


def references(draft, dice):
    text = letter(draft, dice, lambda p, d: f"[{p[0]}][1] {line(p[1:], d)}")
    return f"{text}\n[1]: https://example.org/notes 'Notes'\n"


def placeholders(draft, dice):
    draft.salutation = "Dear [Hiring Manager],"
    draft.paragraphs[-1].append("I would love to work at <Company> from [DATE] on.")
    return letter(draft, dice, line)


def crlf(draft, dice):
    return letter(draft, dice, soft_wrapped).replace("\n", "\r\n")


def byte_order_mark(draft, dice):
    return "\ufeff" + letter(draft, dice, line)


def suppressed(draft, dice):
    return letter(draft, dice, lambda p, d: f"<!-- letterlint-disable-next-line stack-soup -->\n{line(p, d)}")


def mixed(draft, dice):
    """Each paragraph in another way."""
    names = sorted(BLOCKS)
    return letter(draft, dice, lambda p, d: BLOCKS[d.pick(names)](p, d))


def body_in(block):
    return lambda draft, dice: letter(draft, dice, block)


SHAPES = {name: body_in(block) for name, block in BLOCKS.items()}
SHAPES.update(
    {
        f.__name__.replace("_", "-"): f
        for f in [
            front_matter, header_block, salutation_heading, salutation_bold, salutation_inline,
            no_salutation, one_block, soft_paragraphs, quoted_whole, ruled, references, placeholders,
            crlf, byte_order_mark, suppressed, mixed,
        ]
    }
)
