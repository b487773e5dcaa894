/* Small readers of what the formats write, as the services at the other end read it. Each turns a
 * report into rows that check.mjs can compare. */

/* --- GitHub's workflow commands, by the rules of its runner. */

const unescapeData = (text) =>
  text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
const unescapeProperty = (text) =>
  text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');

/* A line as the runner takes it: a command, or null for what is only printed. */
export function readCommand(line) {
  const match = /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/s.exec(line);
  if (!match) return null;
  const properties = {};
  for (const pair of (match[2] ?? '').split(',')) {
    const sign = pair.indexOf('=');
    if (sign > 0) properties[pair.slice(0, sign).trim()] = unescapeProperty(pair.slice(sign + 1));
  }
  return { command: match[1], properties, message: unescapeData(match[3]) };
}

/* --- XML, of which xmllint has said already that it is sound. */

const entities = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

export const unescapeXml = (text) =>
  text.replace(/&(?:#x([0-9A-F]+)|([a-z]+));/gi, (_, code, name) =>
    code ? String.fromCodePoint(parseInt(code, 16)) : entities[name],
  );

/* The elements called `name`, each as an object of its attributes. */
export function elements(xml, name) {
  return [...xml.matchAll(new RegExp(`<${name}((?: [a-z]+="[^"]*")*)/?>`, 'g'))].map((element) =>
    Object.fromEntries(
      [...element[1].matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, key, value]) => [
        key,
        unescapeXml(value),
      ]),
    ),
  );
}

/* --- Places in a letter, counted anew from its bytes. */

export class Text {
  constructor(bytes) {
    this.bytes = bytes;
    this.starts = [0];
    for (let i = 0; i < bytes.length; i++) {
      const crlf = bytes[i] === 13 && bytes[i + 1] === 10;
      if (bytes[i] === 10 || (bytes[i] === 13 && !crlf)) this.starts.push(i + 1);
    }
  }

  /* A byte order mark is no character of the text. */
  get bom() {
    return this.bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? 3 : 0;
  }

  lineStart(line) {
    return this.starts[line - 1] + (line === 1 ? this.bom : 0);
  }

  place(offset) {
    let line = this.starts.length;
    while (this.starts[line - 1] > offset) line--;
    const before = this.bytes.subarray(this.lineStart(line), offset).toString('utf8');
    return { offset, line, column: [...before].length + 1 };
  }

  /* The offset of a line and a column in code points. */
  offset(line, column) {
    const start = this.lineStart(line);
    const rest = [...this.bytes.subarray(start).toString('utf8')];
    return start + Buffer.byteLength(rest.slice(0, column - 1).join(''));
  }
}
