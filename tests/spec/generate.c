/* The generator of generate.h. A block is made as lines ending in '\n'; its container then puts its
 * prefix before each, or leaves it out to make a lazy line, or types a tab for it; line ends are
 * chosen last. What comes out need not parse as it was meant: libcmark decides what it is. */
#include "generate.h"

#include <string.h>

typedef struct chance {
    uint64_t state;
    int depth; /* of inline nesting */
} chance;

static uint32_t below(chance *c, uint32_t limit) {
    c->state ^= c->state << 13;
    c->state ^= c->state >> 7;
    c->state ^= c->state << 17;
    return (uint32_t)((c->state >> 32) % limit);
}

static chance seeded(uint64_t seed) {
    chance c = {.state = (seed + 1) * 0x9E3779B97F4A7C15u};
    for (int i = 0; i < 4; i++)
        below(&c, 2);
    return c;
}

#define COUNT(array) (uint32_t)(sizeof(array) / sizeof(array)[0])

static const char *pick(chance *c, const char *const *from, uint32_t count) {
    return from[below(c, count)];
}

/* --- Inlines -------------------------------------------------------------------------------- */

static const char *const words[] = {
    "I",
    "built",
    "the",
    "queue",
    "that",
    "held",
    "40,000",
    "orders",
    "a",
    "second",
    "Kafka",
    "Node.js",
    "C++",
    "e-mail",
    "na\u00EFve",
    "Stra\u00DFe",
    "\u65E5\u672C",
    "I\u2019m",
    "\u201Cnow\u201D",
    "\u2018so\u2019",
    "p99",
    "up\u2014down",
    "10\u201315",
    "\U0001F600",
    "soft\u00ADhyphen",
    "no\u2011break",
    "zero\u200Bwidth",
    "x",
};

static const char *const spaces[] = {
    " ", " ", " ", " ", " ", "  ", "\t", "\u00A0", "\u2009", " \t ", "",
};

static const char *const breaks[] = {
    "\n",      "\n",   "\n",      "\n",     " \n",  "\n ",     "\n   ",  "\n\t", "  \n",
    "   \n  ", "\\\n", "\\\n   ", "\\\n\t", "<br>", "<br/>\n", "<br />", "\t\n", "\n       ",
};

static const char *const entities[] = {
    "&amp;",    "&lt;",
    "&quot;",   "&nbsp;",
    "&copy;",   "&auml;",
    "&#65;",    "&#x2019;",
    "&#0;",     "&#32;",
    "&Tab;",    "&NewLine;",
    "&nGt;",    "&nosuch;",
    "&amp",     "&#99999999;",
    "&#xD800;", "&ThickSpace;",
    "&shy;",    "&#10;",
    "&acE;",    "&CounterClockwiseContourIntegral;",
    "&fjlig;",  "&;",
    "&#x;",     "&hearts;",
};

static const char *const escapes[] = {
    "\\*", "\\_", "\\`", "\\[", "\\]", "\\\\", "\\&", "\\<",
    "\\!", "\\a", "\\",  "\\(", "\\#", "\\\"", "\\|",
};

static const char *const html[] = {
    "<b>",
    "</b>",
    "<!-- note -->",
    "<!-- a\nb -->",
    "<a href=\"x > y\">",
    "</a>",
    "<?php x ?>",
    "<!DOCTYPE x>",
    "<![CDATA[raw & x]]>",
    "<Company>",
    "<p>",
    "</p>",
    "<img\nalt='x'>",
    "<span class=a\n  id='b'>",
    "<i/>",
    "<",
    "a < b",
    "<script>",
    "<x-y z>",
};

static const char *const autolinks[] = {
    "<https://example.org/a?b=c&amp;d>",
    "<anna@example.org>",
    "<mailto:x@y.z>",
    "<https://a.b/\\*c*>",
    "<ab:c&d>",
    "<not a link>",
};

static const char *const destinations[] = {
    "/u",      "<>",    "<a b>",   "/a(b)c", "/a\\)b", "https://example.org/x_y_z", "", "/&amp;",
    "<a\\>b>", "/a*b*", "/\u00FC", "<a(b>",  "a\\",
};

static const char *const titles[] = {
    "",        "",          "",     " \"title\"",     " 't i t'", " (t)",       " \"a \\\" b\"",
    "\n\"t\"", " \"a\nb\"", " \"x", " \"a\\\\\" b\"", "  ",       " (a (b) c)", " \"t\" x",
    " \"*\"",
};

static const char *const labels[] = {
    "ref", "Ref", "r e f", "*ref*", "none", "", " ", "ref\nref", "a\\]b", "\u00FC", "r`e`f",
};

static void inlines(text *out, chance *c, uint32_t most);

static void wrapped(text *out, chance *c, const char *before, const char *after) {
    text_puts(out, before);
    inlines(out, c, 4);
    text_puts(out, after);
}

static void link_tail(text *out, chance *c) {
    switch (below(c, 5)) {
    case 0:
    case 1:
        text_puts(out, below(c, 4) ? "(" : "( \n");
        text_puts(out, pick(c, destinations, COUNT(destinations)));
        text_puts(out, pick(c, titles, COUNT(titles)));
        text_puts(out, below(c, 6) ? ")" : " )");
        break;
    case 2:
        text_puts(out, "[");
        text_puts(out, pick(c, labels, COUNT(labels)));
        text_puts(out, "]");
        break;
    case 3: text_puts(out, "[]"); break;
    default: break;
    }
}

static void link(text *out, chance *c) {
    static const char *const openings[] = {"[", "[", "[", "!["};
    text_puts(out, pick(c, openings, COUNT(openings)));
    if (below(c, 2))
        text_puts(out, pick(c, labels, COUNT(labels)));
    else
        inlines(out, c, 4);
    text_puts(out, "]");
    link_tail(out, c);
}

static void code(text *out, chance *c) {
    static const char *const ticks[] = {"`", "``", "```"};
    static const char *const contents[] = {
        "x",   " x ",     "a  b",    " ",     "  ",    "a`b",    "a``b",
        "\\",  "a\nb",    "\na\n",   "&amp;", "*a*",   "<b>",    "\tx",
        " `a", "a\n   b", "x\u00A0", " \n ",  "a\\`b", "\u2019", "  two  ",
    };
    const char *tick = pick(c, ticks, COUNT(ticks));
    text_puts(out, tick);
    text_puts(out, pick(c, contents, COUNT(contents)));
    text_puts(out, below(c, 8) ? tick : "`");
}

static void emphasis(text *out, chance *c) {
    static const char *const marks[] = {"*", "**", "***", "_", "__", "*", "**", "****"};
    const char *mark = pick(c, marks, COUNT(marks));
    wrapped(out, c, mark, below(c, 6) ? mark : pick(c, marks, COUNT(marks)));
}

static void nested(text *out, chance *c, void (*make)(text *, chance *)) {
    if (c->depth > 4) {
        text_puts(out, pick(c, words, COUNT(words)));
        return;
    }
    c->depth++;
    make(out, c);
    c->depth--;
}

static void one_inline(text *out, chance *c) {
    switch (below(c, 16)) {
    case 0: text_puts(out, pick(c, escapes, COUNT(escapes))); break;
    case 1: text_puts(out, pick(c, entities, COUNT(entities))); break;
    case 2: text_puts(out, pick(c, html, COUNT(html))); break;
    case 3: text_puts(out, pick(c, autolinks, COUNT(autolinks))); break;
    case 4: code(out, c); break;
    case 5:
    case 6: nested(out, c, emphasis); break;
    case 7:
    case 8: nested(out, c, link); break;
    case 9:
    case 10: text_puts(out, pick(c, breaks, COUNT(breaks))); break;
    default: text_puts(out, pick(c, words, COUNT(words))); break;
    }
}

static void inlines(text *out, chance *c, uint32_t most) {
    for (uint32_t left = 1 + below(c, most); left; left--) {
        one_inline(out, c);
        if (left > 1)
            text_puts(out, pick(c, spaces, COUNT(spaces)));
    }
}

/* --- Blocks --------------------------------------------------------------------------------- */

static void blocks(text *out, chance *c, uint32_t most, int depth);

static void definition(text *out, chance *c) {
    text_puts(out, "[");
    text_puts(out, pick(c, labels, COUNT(labels)));
    text_puts(out, below(c, 6) ? "]: " : "]:\n");
    text_puts(out, pick(c, destinations, COUNT(destinations)));
    text_puts(out, pick(c, titles, COUNT(titles)));
    text_puts(out, "\n");
}

static void paragraph(text *out, chance *c) {
    static const char *const indents[] = {"", "", "", " ", "   "};
    text_puts(out, pick(c, indents, COUNT(indents)));
    while (below(c, 8) == 0)
        definition(out, c);
    inlines(out, c, 10);
    text_puts(out, "\n");
}

static void heading(text *out, chance *c) {
    static const char *const openings[] = {"# ", "## ", "###   ", "#\t", "#", "####### "};
    static const char *const closings[] = {"\n", " #\n", " ##  \n", "#\n", " \\#\n"};
    static const char *const underlines[] = {"\n===\n", "\n---\n", "\n=\n", "\n  -- \n",
                                             "\n===\n---\n"};
    if (below(c, 2)) {
        text_puts(out, pick(c, openings, COUNT(openings)));
        inlines(out, c, 3);
        text_puts(out, pick(c, closings, COUNT(closings)));
        return;
    }
    if (below(c, 4) == 0)
        definition(out, c);
    inlines(out, c, 5);
    text_puts(out, pick(c, underlines, COUNT(underlines)));
}

static void code_block(text *out, chance *c) {
    static const char *const fixed[] = {
        "    indented code\n\n      more\n",
        "\tcode\n\t\tdeeper\n \n\tend\n",
        "```sh\nmake\n\n  all\n```\n",
        "~~~\n\ttab\n~~~\n",
        "  ````\n   a\n  ```\n ````\n",
        "```\nnever closed\n",
        "``` x\n```\n",
        "     five\n    four\n",
        "  \t mixed\n",
    };
    text_puts(out, pick(c, fixed, COUNT(fixed)));
}

static void html_block(text *out, chance *c) {
    static const char *const fixed[] = {
        "<p>One <b>bold</b> word</p>\n<p>two<br>three</p>\n",
        "<div>\n  *not* emphasis &amp; so on\n</div>\n",
        "<!-- a comment\n\nover lines -->\nafter\n",
        "<pre>\n  kept\n\n  apart\n</pre>\n",
        "<script>\nvar hidden = '<p>';\n</script>\nseen\n",
        "<style>p { x: y }</style>\n",
        "<table><tr><td>one</td><td title='a > b'>two</td></tr></table>\n",
        "<?php echo 'x';\n?>\n",
        "<!DOCTYPE html>\n",
        "<![CDATA[\nraw < & ]] text\n]]>\n",
        "<Company>\nwords\n",
        "<div\n  class='x'\n>\ninside &nbsp; &nosuch; &lt;b&gt;\n",
        "<ul><li>a &#8217; b\n<li>c</ul>\n",
        "<p>caf\u00E9 \u201Cquoted\u201D\ttab</p>\n",
        "<div open\n",
        "<p> 1 < 2 & 3 </p >\n",
    };
    text_puts(out, pick(c, fixed, COUNT(fixed)));
}

/* Writes `inner` with `first` before its first line and `rest` before the others; some lines lose
 * theirs, or have it typed otherwise. */
static void prefixed(text *out, chance *c, const text *inner, const char *first, const char *rest,
                     const char *other) {
    const char *prefix = first;
    for (size_t start = 0; start < inner->length;) {
        const char *end = strchr(inner->data + start, '\n');
        size_t stop = end ? (size_t)(end - inner->data) + 1 : inner->length;
        uint32_t kind = prefix == first ? 9 : below(c, 10);
        text_puts(out, kind == 0 ? "" : kind == 1 ? other : prefix);
        text_add(out, inner->data + start, stop - start);
        prefix = rest;
        start = stop;
    }
}

static void quote(text *out, chance *c, int depth) {
    static const char *const marks[] = {"> ", ">", " > ", "   >\t", ">\t"};
    text inner = {0};
    blocks(&inner, c, 3, depth + 1);
    const char *mark = pick(c, marks, COUNT(marks));
    prefixed(out, c, &inner, mark, mark, pick(c, marks, COUNT(marks)));
    text_free(&inner);
}

static void list(text *out, chance *c, int depth) {
    static const char *const kinds[][3] = {
        {"- ", "  ", "\t"},     {"* ", "  ", "   "},
        {"1. ", "   ", "\t"},   {"-   ", "    ", "\t"},
        {"10) ", "    ", "\t"}, {" - ", "   ", "\t"},
        {"-\t", "    ", "\t"},  {"-\n  ", "  ", "\t"},
        {"+     ", "  ", "\t"}, {"  1.  ", "      ", "\t  "},
        {"-\t\t", "\t", "  "},  {"123456789. ", "           ", "\t\t"},
    };
    const char *const *kind = kinds[below(c, COUNT(kinds))];
    for (uint32_t left = 1 + below(c, 3); left; left--) {
        text inner = {0};
        blocks(&inner, c, 3, depth + 1);
        prefixed(out, c, &inner, kind[0], kind[1], kind[2]);
        text_free(&inner);
        if (below(c, 3) == 0)
            text_puts(out, "\n");
    }
}

static void one_block(text *out, chance *c, int depth) {
    static const char *const rules[] = {"---\n", "***\n", " - - -\n", "===\n"};
    switch (below(c, depth < 5 ? 12 : 7)) {
    case 0: heading(out, c); break;
    case 1: code_block(out, c); break;
    case 2: html_block(out, c); break;
    case 3: definition(out, c); break;
    case 4: text_puts(out, pick(c, rules, COUNT(rules))); break;
    case 7:
    case 8: quote(out, c, depth); break;
    case 9:
    case 10: list(out, c, depth); break;
    default: paragraph(out, c); break;
    }
}

static void blocks(text *out, chance *c, uint32_t most, int depth) {
    for (uint32_t left = 1 + below(c, most); left; left--) {
        one_block(out, c, depth);
        if (left > 1 && below(c, 3))
            text_puts(out, below(c, 5) ? "\n" : "  \n");
    }
}

/* --- Documents ------------------------------------------------------------------------------ */

static void finish(text *out, chance *c, const text *lines) {
    static const char *const line_ends[] = {"\n", "\r\n", "\r"};
    uint32_t style = below(c, 6); /* 3 and above: LF, but 5 mixes them */
    if (below(c, 12) == 0)
        text_puts(out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < lines->length; i++) {
        if (lines->data[i] != '\n') {
            text_add(out, lines->data + i, 1);
            continue;
        }
        if (i + 1 == lines->length && below(c, 3) == 0)
            break;
        text_puts(out, line_ends[style == 5 ? below(c, 3) : style < 3 ? style : 0]);
    }
}

void generate_document(text *out, uint64_t seed) {
    chance c = seeded(seed);
    text lines = {0};
    text_puts(out, "");
    blocks(&lines, &c, 4, 0);
    if (below(&c, 2))
        text_puts(&lines, "\n[ref]: /url 'title'\n[r e f]: <x y>\n[a\\]b]: /z\n[*ref*]: /y\n");
    finish(out, &c, &lines);
    text_free(&lines);
}

void generate_soup(text *out, uint64_t seed) {
    static const char *const bits[] = {
        "*",   "**",   "_",   "`",    "``", "[",        "]",      "(",      ")",    "<",
        ">",   "!",    "#",   "-",    "+",  "1.",       "&",      ";",      "&lt;", "\\",
        "\n",  "\n",   "\n",  "\n\n", " ",  " ",        "  ",     "\t",     "a",    "b",
        "c",   "\"",   "'",   ":",    "=",  "~~~",      "```",    "    ",   "/",    "<a>",
        "-->", "<!--", "]: ", "[a]",  "](", "\u00E9",   "\u2019", "\u00A0", "\r\n", "\r",
        "> ",  "- ",   "<p>", "\f",   "\v", "http://x", "<x:y>",  "\x01",
    };
    chance c = seeded(seed);
    text_puts(out, "");
    for (uint32_t left = 1 + below(&c, 40); left; left--)
        text_puts(out, pick(&c, bits, COUNT(bits)));
}

void generate_lines(text *out, uint64_t seed) {
    static const char *const marks[] = {
        "> ", ">",   ">\t", "- ",   "-",   "-\t", "* ",   "+   ", "1. ",   "10) ", "1.", " ",
        " ",  "  ",  "   ", "    ", "\t",  " \t", "\t\t", "",     "",      "",     "",   "      ",
        "# ", "```", "~~~", "---",  "===", "<p>", "<!--", "-->",  "[a]: ", "0. ",  ">>",
    };
    static const char *const ends[] = {"\n",   "\n",   "\n",  "\n",  "\n\n",
                                       "\\\n", "  \n", " \n", "\r\n"};
    static const char *const texts[] = {
        "a",  "b c", "*d",    "e*",  "`f",   "g`",  "[h",  "i](j", "k)", "<l",
        "m>", "\\",  "&amp;", "[a]", "n\to", "\"p", "q\"", "**",   "``",
    };
    chance c = seeded(seed);
    text_puts(out, "");
    for (uint32_t left = 1 + below(&c, 12); left; left--) {
        for (uint32_t deep = below(&c, 5); deep; deep--)
            text_puts(out, pick(&c, marks, COUNT(marks)));
        for (uint32_t more = below(&c, 4); more; more--)
            text_puts(out, pick(&c, texts, COUNT(texts)));
        text_puts(out, pick(&c, ends, COUNT(ends)));
    }
}
