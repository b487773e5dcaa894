/* Holds every machine format against its schema and against each other (see run).
 *
 * Each set of letters is reported once in all formats together. Then
 *   - JSON, GitLab, rdjson and SARIF are valid by their schemas, SARIF by the standard's own
 *     validator too, Checkstyle and JUnit by their XML schemas
 *   - what they say of a finding is what JSON says of it, and JSON's places are those that counting
 *     the letter's bytes anew gives; a SARIF fix changes what the offsets of JSON say
 *   - nothing that a letter says ends up as a workflow command, a table cell or a terminal escape
 *   - each validator refuses a report with a mistake, or it would prove nothing */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { layLetters } from './letters.mjs';
import { elements, readCommand, Text } from './readers.mjs';

const [letterlint, folder] = process.argv.slice(2).map((path) => resolve(path));
const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const require = createRequire(join(folder, 'package.json'));
const Ajv = require('ajv/dist/2020').default;

const formats = ['json', 'sarif', 'github', 'github-summary', 'gitlab', 'checkstyle', 'junit', 'rdjson'];
const extension = { github: 'txt', 'github-summary': 'md', sarif: 'sarif', checkstyle: 'xml', junit: 'xml' };
const multitool = join(folder, 'node_modules/@microsoft', `sarif-multitool-${process.platform}`);
const letters = join(folder, 'letters');
const reports = join(folder, 'reports');

let passed = 0;
const failures = [];
function check(good, what) {
  if (good) passed++;
  else failures.push(what);
}
/* Of long lists, the first rows that differ are shown. */
function same(got, expected, what) {
  const [a, b] = [got, expected].map((value) => JSON.stringify(value));
  if (a === b) return check(true);
  const rows = Array.isArray(got) && got.length === expected.length;
  const at = rows ? got.findIndex((row, i) => JSON.stringify(row) !== JSON.stringify(expected[i])) : -1;
  const [x, y] = rows ? [got[at], expected[at]].map((row) => JSON.stringify(row)) : [a, b];
  check(false, `${what}:\n     got ${x?.slice(0, 2000)}\nexpected ${y?.slice(0, 2000)}`);
}

/* --- Reports --------------------------------------------------------------------------------- */

const fileOf = (set, format) => join(reports, `${set}.${format}.${extension[format] ?? 'json'}`);
const read = (set, format) => readFileSync(fileOf(set, format), 'utf8');

function report(set, options, names) {
  const wanted = formats.flatMap((format) => ['--format', `${format}:${fileOf(set, format)}`]);
  const run = spawnSync(letterlint, [...wanted, '--fail-on', 'never', '--isolated', '--meta', 'today=', ...options, '--', ...names], {
    cwd: letters,
    encoding: 'utf8',
    env: { ...process.env, GITHUB_STEP_SUMMARY: '' },
  });
  const expected = names.every((name) => existsSync(join(letters, name))) ? 0 : 2;
  check(run.status === expected, `${set}: letterlint ended with ${run.status}: ${run.stderr}`);
}

/* --- Schemas --------------------------------------------------------------------------------- */

const ajv = new Ajv({ strict: false, allErrors: false, validateFormats: false });
const schemas = Object.fromEntries(
  ['json', 'gitlab', 'rdjson'].map((name) => [name, join(here, 'schemas', `${name}.schema.json`)]),
);
schemas.sarif = join(multitool, 'sarif-2.1.0.json');
const validators = Object.fromEntries(
  Object.entries(schemas).map(([name, path]) => [name, ajv.compile(JSON.parse(readFileSync(path, 'utf8')))]),
);

function jsonProblem(format, text) {
  try {
    const validate = validators[format];
    if (validate(JSON.parse(text))) return null;
    return `${validate.errors[0].instancePath} ${validate.errors[0].message}`;
  } catch (error) {
    return error.message;
  }
}

function xmlProblem(format, path) {
  const run = spawnSync('xmllint', ['--noout', '--schema', join(here, 'schemas', `${format}.xsd`), path], {
    encoding: 'utf8',
  });
  return run.status === 0 ? null : run.error?.message ?? run.stderr;
}

/* All files at once: the tool takes seconds to start. It ends with 0 whatever it finds. */
function sarifProblem(paths) {
  const tool = join(multitool, 'Sarif.Multitool');
  chmodSync(tool, 0o755);
  const run = spawnSync(tool, ['validate', '--rule-kind', 'Sarif;Ghas', '--max-file-size-in-kb', '100000', ...paths], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' },
  });
  const mistakes = (run.stdout ?? '').split('\n').filter((line) => /: error /.test(line));
  const scanned = new RegExp(`Done\\. ${paths.length} files? scanned`).test(run.stdout ?? '');
  if (run.status === 0 && scanned && mistakes.length === 0) return null;
  return [`status ${run.status}`, run.error?.message, ...mistakes.slice(0, 5), run.stderr, scanned ? '' : run.stdout]
    .filter(Boolean)
    .join('\n');
}

function validate(set) {
  for (const format of Object.keys(validators))
    check(!jsonProblem(format, read(set, format)), `${set}: ${format}: ${jsonProblem(format, read(set, format))}`);
  for (const format of ['checkstyle', 'junit']) {
    const problem = xmlProblem(format, fileOf(set, format));
    check(!problem, `${set}: ${format}: ${problem}`);
  }
}

/* --- What the formats say of one finding ------------------------------------------------------ */

const bare = (path) => path.replace(/^\.\//, '');
const sentences = (d) => (d.advice ? `${d.message}${/[.!?]$/.test(d.message) ? '' : '.'} ${d.advice}` : d.message);
const lastLine = (text, d) => text.place(Math.max(d.start.offset, d.end.offset - 1)).line;
const hex = (c) => c.charCodeAt(0).toString(16).padStart(2, '0');
const controls = (text) => text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, (c) => `\\x${hex(c)}`);
/* What XML cannot hold is spelt. */
const spelt = (text) => controls(text).replace(/[\ufffe\uffff]/g, (c) => `\\u{${hex(c)}}`);
/* What would act on a terminal is spelt, in formats that end up in logs. */
const inert = (text) =>
  controls(text)
    .replaceAll('\t', '    ')
    .replace(/[\x7f-\x9f]/g, (c) => `\\x${hex(c)}`)
    .replace(/[\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufff9-\ufffb]/g, (c) => `\\u{${hex(c)}}`);

function findings(set) {
  return JSON.parse(read(set, 'json')).files.flatMap((file) => {
    const text = new Text(readFileSync(join(letters, file.path)));
    return file.diagnostics.map((d) => ({ ...d, path: file.path, text }));
  });
}

function checkPlaces(set, found) {
  for (const d of found)
    for (const at of [d.start, d.end]) same(at, d.text.place(at.offset), `${set}: ${d.path}: ${d.rule}: place`);
}

function applySarif(text, fix) {
  const { deletedRegion: r, insertedContent: inserted } = fix.artifactChanges[0].replacements[0];
  const [start, end] = [text.offset(r.startLine, r.startColumn), text.offset(r.endLine, r.endColumn)];
  return Buffer.concat([text.bytes.subarray(0, start), Buffer.from(inserted?.text ?? ''), text.bytes.subarray(end)]);
}

function applyJson(text, fix) {
  return Buffer.concat([
    text.bytes.subarray(0, fix.start.offset),
    Buffer.from(fix.text),
    text.bytes.subarray(fix.end.offset),
  ]);
}

function checkSarif(set, found) {
  const run = JSON.parse(read(set, 'sarif')).runs[0];
  const rows = run.results.map((r) => {
    const { artifactLocation, region: at } = r.locations[0].physicalLocation;
    return [
      run.tool.driver.rules[r.ruleIndex].id, r.level, r.message.text, decodeURIComponent(artifactLocation.uri),
      at.startLine, at.startColumn, at.endLine, at.endColumn, !!r.fixes,
    ];
  });
  same(rows, found.map((d) => [
    d.rule, d.level, sentences(d).replaceAll('](', '] ('), bare(d.path),
    d.start.line, d.start.column, d.end.line, d.end.column, !!d.fix,
  ]), `${set}: sarif`);
  found.forEach((d, i) => {
    if (!d.fix) return;
    const [a, b] = [applySarif(d.text, run.results[i].fixes[0]), applyJson(d.text, d.fix)];
    check(a.equals(b), `${set}: ${d.path}:${d.start.line}: the SARIF fix changes something else`);
  });
}

function checkGitlab(set, found) {
  const severity = { error: 'major', warning: 'minor', note: 'info' };
  const entries = JSON.parse(read(set, 'gitlab'));
  same(entries.map((e) => [e.check_name, e.severity, e.description, e.location]), found.map((d) => [
    d.rule, severity[d.level], sentences(d),
    { path: bare(d.path), lines: { begin: d.start.line, end: lastLine(d.text, d) } },
  ]), `${set}: gitlab`);
  same(new Set(entries.map((e) => e.fingerprint)).size, entries.length, `${set}: gitlab: fingerprints`);
}

function checkRdjson(set, found) {
  const severity = { error: 'ERROR', warning: 'WARNING', note: 'INFO' };
  const place = (d, at) => ({ line: at.line, column: at.offset - d.text.starts[at.line - 1] + 1 });
  const range = (d, span) => ({ start: place(d, span.start), end: place(d, span.end) });
  same(JSON.parse(read(set, 'rdjson')).diagnostics, found.map((d) => ({
    message: sentences(d),
    location: { path: bare(d.path), range: range(d, d) },
    severity: severity[d.level],
    code: { value: d.rule },
    ...(d.fix ? { suggestions: [{ range: range(d, d.fix), text: d.fix.text }] } : {}),
  })), `${set}: rdjson`);
}

function checkXml(set, found, paths) {
  const severity = { error: 'error', warning: 'warning', note: 'info' };
  const checkstyle = read(set, 'checkstyle'), junit = read(set, 'junit');
  same(elements(checkstyle, 'error').map((e) => [e.source, e.severity, e.message, +e.line, +e.column]),
    found.map((d) => [`letterlint.${d.rule}`, severity[d.level], spelt(sentences(d)), d.start.line, d.start.column]),
    `${set}: checkstyle`);
  same(elements(checkstyle, 'file').map((e) => e.name), paths.map(spelt), `${set}: checkstyle: files`);
  const suites = elements(junit, 'testsuite');
  const rulesOf = (path, levels) => new Set(found.filter((d) => d.path === path && levels.includes(d.level)).map((d) => d.rule));
  same(suites.map((e) => [e.name, +e.tests, +e.failures]), paths.map((path) => [
    spelt(path), rulesOf(path, ['error', 'warning', 'note']).size || 1, rulesOf(path, ['error', 'warning']).size,
  ]), `${set}: junit`);
  same(elements(junit, 'testcase').length, suites.reduce((sum, e) => sum + +e.tests, 0), `${set}: junit: cases`);
  same(elements(junit, 'failure').length, suites.reduce((sum, e) => sum + +e.failures, 0), `${set}: junit: failures`);
}

function checkGithub(set, found) {
  const level = { error: 'error', warning: 'warning', notice: 'note' };
  const lines = read(set, 'github').split('\n').slice(0, -1);
  const more = Object.values(level).some((l) => found.filter((d) => d.level === l).length > 10) ? 1 : 0;
  const commands = lines.map(readCommand);
  same(commands.filter((c) => !c).length, more, `${set}: github: lines that are no commands`);
  const expected = Object.values(level).flatMap((l) => found.filter((d) => d.level === l).slice(0, 10));
  same(commands.filter(Boolean).map((c) => [
    level[c.command], c.properties.file, c.properties.title, +c.properties.line, +c.properties.endLine,
    c.properties.col, c.message,
  ]), expected.map((d) => {
    const last = lastLine(d.text, d);
    return [
      d.level, inert(bare(d.path)), d.rule, d.start.line, last,
      last === d.start.line ? String(d.start.column) : undefined,
      inert(d.advice ? `${d.message}\n${d.advice}` : d.message),
    ];
  }), `${set}: github`);
}

function checkSummary(set, found) {
  const text = read(set, 'github-summary');
  const rows = text.split('\n').filter((line) => line.startsWith('|')).slice(2);
  const kept = ['error', 'warning', 'note'].map((l) => Math.min(50, found.filter((d) => d.level === l).length));
  same(rows.length, kept.reduce((a, b) => a + b, 0), `${set}: summary: rows`);
  check(rows.every((row) => row.split('|').length === 6), `${set}: summary: a row with other cells`);
  check(!/[<@\\`\]$]/.test(rows.join('\n').replaceAll('<br>', '')), `${set}: summary: live markup`);
  check(Buffer.byteLength(text) < 1 << 20, `${set}: summary: ${text.length} is more than GitHub takes`);
}

/* Whatever is printed by `cat` does nothing to a terminal. */
function checkInert(set) {
  for (const format of formats) {
    const found = /[\x00-\x08\x0b-\x1f\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u.exec(read(set, format));
    check(!found, `${set}: ${format}: U+${found?.[0].codePointAt(0).toString(16)} at ${found?.index}`);
  }
}

/* --- Reports with a mistake ------------------------------------------------------------------- */

function checkRefusals() {
  const json = {
    json: ['"level":"warning"', '"level":"severe"'],
    gitlab: ['"check_name"', '"name"'],
    rdjson: ['"column":1', '"column":0'],
    sarif: ['"startLine":', '"line":'],
  };
  for (const [format, [from, to]] of Object.entries(json)) {
    const broken = read('shipped', format).replace(from, to);
    check(broken !== read('shipped', format) && jsonProblem(format, broken), `${format}: a mistake is let pass`);
  }
  const xml = {
    checkstyle: [['severity="warning"', 'severity="bad"'], ['message="', 'message="<']],
    junit: [['tests="', 'test="'], ['<testcase', '\x01<testcase']],
  };
  const path = join(reports, 'broken.sarif'); // the validator looks at the name's end
  for (const [format, mistakes] of Object.entries(xml))
    for (const [from, to] of mistakes) {
      writeFileSync(path, read('shipped', format).replace(from, to));
      check(xmlProblem(format, path), `${format}: ${to} is let pass`);
    }
  writeFileSync(path, read('shipped', 'sarif').replace('"ruleIndex":0', '"ruleIndex":9999'));
  check(sarifProblem([path]), 'sarif: a rule that is not there is let pass');
}

/* --- All of it -------------------------------------------------------------------------------- */

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const all = layLetters(letters, root);
const few = all.filter((name) => !name.includes('cases/'));
const echo = ['--no-default-rules', '--rules', join(here, 'echo.yaml')];
const sets = {
  shipped: [[], all],
  profile: [['--profile', 'strict,senior'], all],
  echo: [echo, few],
  clean: [[], ['./examples/strong.md', 'examples/strong.md']],
  none: [[], ['missing.md']],
};
for (const [set, [options, names]] of Object.entries(sets)) {
  report(set, options, names);
  validate(set);
  const found = findings(set);
  checkPlaces(set, found);
  checkSarif(set, found);
  checkGitlab(set, found);
  checkRdjson(set, found);
  checkXml(set, found, JSON.parse(read(set, 'json')).files.map((file) => file.path));
  checkGithub(set, found);
  checkSummary(set, found);
  checkInert(set);
  console.log(`${set}: ${names.length} letters, ${found.length} findings`);
}
const problem = sarifProblem(Object.keys(sets).map((set) => fileOf(set, 'sarif')));
check(!problem, `sarif: ${problem}`);
checkRefusals();

for (const failure of failures.slice(0, 20)) console.error(`FAILED ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length ? 1 : 0;
