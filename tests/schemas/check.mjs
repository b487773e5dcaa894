/* Holds rule files and configurations against the schemas of schemas/ (see run).
 *
 *   - the schemas themselves, in ajv's strict mode: a misspelt keyword is an error
 *   - every shipped rule file, and what `letterlint init` writes, are valid
 *   - so is every YAML example of docs/ and README.md that is one of letterlint's files
 *   - every file of cases.yaml is refused, or taken, as it says there, and letterlint itself says the
 *     same: a schema is never stricter than the program, and what it lets pass is on purpose
 *   - so with the records of a batch, and every answer to one, or to what is none, is valid
 *
 * YAML is read by the core schema of YAML 1.2, as letterlint and the editors' language server do:
 * `off` is a text. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [letterlint, folder] = process.argv.slice(2).map((path) => resolve(path));
const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const require = createRequire(join(folder, 'package.json'));
const Ajv = require('ajv').default;
const yaml = require('js-yaml');

const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
const schemas = {};
for (const name of ['rules', 'config', 'batch-record', 'batch-answer']) {
  const file = `letterlint-${name}.schema.json`;
  ajv.addSchema(JSON.parse(readFileSync(join(root, 'schemas', file), 'utf8')), file);
  schemas[name] = file;
}

let passed = 0;
const failures = [];
function check(good, what, why) {
  if (good) passed++;
  else failures.push(`${what}: ${why}`);
}

/* What the schema says of a text: [] where it is valid. An empty file is an empty mapping. */
function problems(kind, text) {
  const data = yaml.load(text, { schema: yaml.CORE_SCHEMA }) ?? {};
  const validate = ajv.getSchema(schemas[kind]);
  return validate(data) ? [] : validate.errors.map((e) => `${e.instancePath || '/'} ${e.message}`);
}

function expectValid(kind, text, what) {
  try {
    const found = problems(kind, text);
    check(found.length === 0, what, found.slice(0, 5).join('; '));
  } catch (error) {
    check(false, what, error.message);
  }
}

/* --- Files -------------------------------------------------------------------------------- */

function filesBelow(directory, ending) {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

for (const path of filesBelow(join(root, 'rules'), '.yaml'))
  if (!relative(root, path).startsWith('rules/lang/'))
    expectValid('rules', readFileSync(path, 'utf8'), relative(root, path));

/* --- Examples ----------------------------------------------------------------------------- */

/* The schema that an example's keys ask for. A rule file's keys come first, since an example of
 * `terms` or `rules` alone fits both; other files (a workflow, a hook) have keys of neither. */
function kindOf(data, path) {
  const keys = Object.keys(data);
  const known = (kind) => Object.keys(ajv.getSchema(schemas[kind]).schema.properties);
  const fits = (kind) => keys.some((key) => known(kind).includes(key));
  const foreign = keys.some((key) => ['repos', 'jobs', 'steps', 'stages', 'on'].includes(key));
  if (foreign || (!fits('rules') && !fits('config'))) return null;
  if (/config/.test(path)) return 'config';
  return Array.isArray(data.rules) || keys.every((key) => known('rules').includes(key)) ? 'rules' : 'config';
}

let examples = 0;
for (const path of [join(root, 'README.md'), ...filesBelow(join(root, 'docs'), '.md')]) {
  const text = readFileSync(path, 'utf8');
  for (const block of text.matchAll(/^```ya?ml\n([^]*?)^```$/gm)) {
    const line = text.slice(0, block.index).split('\n').length;
    const what = `${relative(root, path)}:${line}`;
    if (/^---\n[^]*\n---\n/.test(block[1])) continue; /* front matter of a letter */
    let data;
    try {
      data = yaml.load(block[1], { schema: yaml.CORE_SCHEMA });
    } catch (error) {
      check(false, what, error.message);
      continue;
    }
    const kind = data && !Array.isArray(data) ? kindOf(data, path) : null;
    if (!kind) continue;
    examples++;
    /* A piece of a file stands for the file. */
    expectValid(kind, 'letterlint' in data ? block[1] : `letterlint: 1\n${block[1]}`, what);
  }
}
check(examples >= 5, 'examples', `found only ${examples}`);

/* --- Cases -------------------------------------------------------------------------------- */

const scratch = mkdtempSync(join(tmpdir(), 'letterlint-schemas-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
const letter = join(scratch, 'letter.md');
writeFileSync(letter, 'Dear Sam,\n\nI cut p99 to 210 ms.\n');

function run(...options) {
  return spawnSync(letterlint, options, { cwd: scratch, encoding: 'utf8' });
}
const help = run('help').stdout;

/* Whether letterlint takes the file. */
function taken(kind, text) {
  const path = join(scratch, kind === 'rules' ? 'case.yaml' : '.letterlint.yaml');
  writeFileSync(path, text);
  const status =
    kind === 'rules'
      ? run('rules', '--no-default-rules', '--rules', path).status
      : run('--config', path, '--fail-on', 'never', letter).status;
  rmSync(path);
  return status === 0;
}

const knowsConfig = help.includes('--config ');
const cases = yaml.load(readFileSync(join(here, 'cases.yaml'), 'utf8'), { schema: yaml.CORE_SCHEMA });
for (const [kind, table] of Object.entries(cases))
  for (const { why, text, valid = false, program = valid } of table) {
    const what = `cases.yaml, ${kind}, ${why}`;
    const found = problems(kind, text);
    check((found.length === 0) === valid, what, valid ? found.join('; ') : 'the schema lets it pass');
    if (kind === 'rules' || knowsConfig)
      check(taken(kind, text) === program, what, `letterlint ${program ? 'refuses' : 'takes'} it`);
  }

if (/^ {2}init /m.test(help)) {
  const init = run('init');
  const path = join(scratch, '.letterlint.yaml');
  check(init.status === 0, 'letterlint init', init.stderr);
  if (init.status === 0) expectValid('config', readFileSync(path, 'utf8'), 'what letterlint init writes');
}

/* --- Batches ------------------------------------------------------------------------------ */

/* What the schema says of a record, and letterlint: an error of kind `record`, or of another kind
 * that no schema can know. */
const text = 'I am passionate and came in order to win.';
const records = [
  { valid: true, record: { id: 1, text } },
  { valid: true, record: { id: -9007199254740991, text } },
  { valid: true, record: { id: 'é "\u001b[0m', text: '' } },
  { valid: true, record: { id: null, path: 'letter.md', text: null, meta: null } },
  { valid: true, record: { text, meta: { a: 'x', b: 1, c: -1.5, d: true, e: null, f: ['x', 1], g: { h: { i: [] } } } } },
  { valid: true, kind: 'file', record: { path: 'missing.md' } },
  { valid: true, kind: 'size', record: { text: text.repeat(20000) } },
  { valid: false, record: { id: 1.5, text } },
  { valid: false, record: { id: [1], text } },
  { valid: false, record: { id: true, text } },
  { valid: false, record: { id: 1 } },
  { valid: false, record: { text: null } },
  { valid: false, record: { text: 1 } },
  { valid: false, record: { path: '' } },
  { valid: false, record: { path: 'letter.md', text } },
  { valid: false, record: { text, txt: 1 } },
  { valid: false, record: { text, meta: 'x' } },
  { valid: false, record: { text, meta: { a: [[1]] } } },
  { valid: false, record: { text, meta: { a: [null] } } },
  { valid: false, record: { text, meta: { a: { b: [{}] } } } },
  { valid: false, record: [text] },
  { valid: false, record: text },
];
if (help.includes('--batch')) {
  const lines = records.map((row) => JSON.stringify(row.record));
  const broken = ['{', '{"id":1,"id":2}', '\u0000', '{"text":"\\u0000"}', 'x'.repeat(2000000)];
  const batch = spawnSync(letterlint, ['--batch', '-j2'], {
    cwd: scratch, encoding: 'utf8', maxBuffer: 1e8, input: [...lines, ...broken].join('\n') });
  const answers = batch.stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  check(batch.status === 0 && answers.length === lines.length + broken.length, 'letterlint --batch',
    `status ${batch.status}, ${answers.length} answers`);
  const valid = (name, data) => ajv.getSchema(schemas[name])(data);
  for (const [i, answer] of answers.entries()) {
    const row = records[i], what = `batch, ${(lines[i] ?? broken[i - lines.length]).slice(0, 80)}`;
    check(valid('batch-answer', answer), what, 'its answer is none by the schema');
    if (!row) continue;
    check(valid('batch-record', row.record) === row.valid, what, row.valid ? 'refused by the schema' : 'the schema lets it pass');
    check((answer.error?.kind ?? 'none') === (row.kind ?? (row.valid ? 'none' : 'record')), what,
      `letterlint says: ${answer.error?.message ?? 'nothing'}`);
  }
  for (const wrong of [{}, { id: 1 }, { id: 1, error: { kind: 'json', message: 'm', line: 1 }, diagnostics: [], errors: 0, warnings: 0, notes: 0 },
    { id: 1, diagnostics: [{}], errors: 0, warnings: 0, notes: 0 }, { id: 1, error: { kind: 'x', message: 'm', line: 1 } }])
    check(!valid('batch-answer', wrong), `an answer ${JSON.stringify(wrong)}`, 'the schema lets it pass');
}

for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(`schemas: ${passed} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
