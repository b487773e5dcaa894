/* The letters that the formats are tried on: the project's own, and nasty ones, whose every paragraph
 * has tried to break a report somewhere. */
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const paragraphs = [
  'Dear "Sam" \'Sam\' `Sam` \\"Sam\\",',
  '<script>alert("1")</script> <img src=x onerror=alert(1)> &lt;b&gt; &amp;amp; &quot;',
  ']]> --> <![CDATA[ x ]]> <!-- -- --> <?php ?> </failure></testcase>',
  '%0A::error::owned %25 %3A',
  '::error file=a.md,line=1::owned\n::stop-commands::x\n##[error]owned',
  'red \x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b31m \x7f \x08 end',
  'rocket \u{1F680}, family \u{1F468}\u200D\u{1F469}\u200D\u{1F467}, cafe\u0301 q\u0323\u0307, \u65E5\u672C\u8A9E',
  '\u05E9\u05DC\u05D5\u05DD \u202Ekrow\u202C \u200F\u061C \u2066x\u2069 \u2028 \u2029 \uFEFF x',
  'numbers &#1; &#x1b;[31m &#xFFFE; &#xFFFF; &#0; &#x7f; &#x85; &#xD800; &#x10FFFF; end',
  'x'.repeat(300) + ' ' + '\u00FC'.repeat(300) + ' ' + '<'.repeat(300),
  '| a | b |\n| --- | --- |\n| passionate | \\| team player |',
  'mail merge {{name}} {0} {1,2} ${x} $(id) `id` [text](https://example.com "t") ![i](https://example.com/i.png)',
  '@someone #1 :smile: https://example.com www.example.com a@example.com ~~x~~ $x^2$ **b** __c__ ***',
  'tab\there, no-break\u00A0space, soft\u00ADhyphen, line\r\nend, \\\nbreak  \nbreak',
  'I am passionate, a team player, in order to win; I look forward to hearing from you.',
  'Best,\nAnn O\'Neil <ann@example.com>',
];

export const nasty = paragraphs.join('\n\n') + '\n';

const names = [
  'nasty.md',
  'a b/\u00FC 100%41 %zz #1?&=+.md',
  'quote"\'<&>]]>.md',
  'comma,colon:semi;::error::x.md',
  'new\nline\ttab\x1b[31m.md',
  '\u05E9\u05DC\u05D5\u05DD \u202Ekrow|`*_[x](y).md',
];

const texts = {
  'lf.md': nasty,
  'crlf.md': nasty.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n'),
  'cr.md': nasty.replaceAll('\r\n', '\n').replaceAll('\n', '\r'),
  'bom.md': '\uFEFF' + nasty,
  'no-end.md': nasty.trimEnd(),
  'one-line.md': nasty.replace(/\s+/g, ' '),
  'empty.md': '',
};

/* Lays the letters below `folder`; their names, relative to it. */
export function layLetters(folder, root) {
  const letters = [];
  const add = (name, text) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
    letters.push(name);
  };
  rmSync(folder, { recursive: true, force: true });
  for (const name of names) add(name, nasty);
  for (const [name, text] of Object.entries(texts)) add(name, text);
  for (const from of ['examples', 'tests/cases']) {
    const found = readdirSync(join(root, from), { recursive: true }).filter((f) => f.endsWith('.md'));
    for (const name of found.sort()) {
      mkdirSync(dirname(join(folder, from, name)), { recursive: true });
      cpSync(join(root, from, name), join(folder, from, name));
      letters.push(`./${join(from, name)}`);
    }
  }
  return letters;
}
