// The html report as a browser and its reader meet it: html-validate, axe-core in both colour
// schemes, links by mouse and by keyboard, no overflow on a small screen, and letters that attack.
//
//   node check.mjs LETTERLINT FOLDER    FOLDER/node_modules has the packages; reports and pictures
//                                      are left in FOLDER/reports to look at
//
// Needs a Chromium: the one CHROMIUM names, else `chromium` on the PATH.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [letterlint, folder] = process.argv.slice(2).map((arg) => path.resolve(arg));
const which = (name) => process.env.PATH.split(':').map((at) => path.join(at, name)).find((at) => fs.existsSync(at));
const require = createRequire(path.join(folder, 'package.json'));
const { chromium } = require('playwright-core');
const { HtmlValidate } = require('html-validate');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const out = path.join(folder, 'reports');

let failures = 0;
function check(passed, what, details = '') {
    if (!passed) failures++;
    console.log(`${passed ? 'ok' : 'not ok'} html: ${what}`);
    if (!passed && details) console.log(String(details).replace(/^/gm, '    '));
}

// --- Letters ------------------------------------------------------------------------------------

const attack = `---
company: "</title><script>stolen()</script>"
---

Dear <b onclick="stolen()" onmouseover=stolen()>Sam</b> <Company>,

<script>stolen()</script>
<style>@import "https://evil.example/a.css"; body { background: url(https://evil.example/b.png) }</style>
<iframe src="https://evil.example"></iframe>
<img src="https://evil.example/c.png" onerror="stolen()">
<svg onload="stolen()"><a xlink:href="javascript:stolen()">x</a></svg>

I am passionate </style></script><script>stolen()</script> and \`</code><script>stolen()</script>\` in order to
[win](javascript:stolen()) &lt;script&gt;stolen()&lt;/script&gt; &#60;img src=x onerror=stolen()&#62; \${stolen()} {{stolen()}}.

![a" onerror="stolen()](https://evil.example/d.png) <https://evil.example/e> [x](data:text/html,<script>stolen()</script>)

"><script>stolen()</script> ' onfocus=stolen() autofocus x=' <!-- --><script>stolen()</script> ]]> \u2028 \u202e

<meta http-equiv="refresh" content="0;url=https://evil.example/f"> <base href="https://evil.example/">
<link rel="stylesheet" href="https://evil.example/g.css"> <form action="https://evil.example/h"><button>x</button></form>

    </code></pre><script>stolen()</script>

## </h2><script>stolen()</script>

- <details open ontoggle=stolen()>
- \u0000x\u0007

I look forward to hearing from you. I was responsible for stuff and worked in order to leverage synergies.
`;

const mixed = `# Application

### Why

Dear Sam,

I am passionate and came *in order to* win, a **team player in order** to \`deploy\`.

> Quoted: I am a hard worker.
>
> - nested, in order to

3. First I was responsible for <Product>
5. Then
   - deeper

![My diagram](x.png)

\`\`\`
a very long line of code that does not fit on any small screen whatever one does about it, in order to
\`\`\`

Averyveryverylongwordthatneverendsandhasnoplacetobreakanywhereatallnotevenafteraquiteunreasonablenumberofcharacters

Kind regards,
Jane
`;

function report(name, letters) {
    const file = path.join(out, `${name}.html`);
    const run = spawnSync(letterlint, ['--format', `html:${file}`, '--fail-on', 'never', ...letters],
        { encoding: 'utf8' });
    check(run.status === 0, `${name}: the report is written`, run.stderr);
    return file;
}

function letter(name, text) {
    const file = path.join(out, `${name}.md`);
    fs.writeFileSync(file, text);
    return file;
}

fs.mkdirSync(out, { recursive: true });
const example = (name) => path.join(root, 'examples', `${name}.md`);
const hostile = letter('attack', attack.replaceAll('\u0000', ''));
const reports = {
    weak: report('weak', [example('weak')]),
    strong: report('strong', [example('strong')]),
    several: report('several', [example('weak'), letter('mixed', mixed), letter('empty', ''), hostile]),
    attack: report('attack', [hostile]),
};

// --- What the file is -----------------------------------------------------------------------------

const validator = new HtmlValidate({ root: true, extends: ['html-validate:recommended'] });
for (const [name, file] of Object.entries(reports)) {
    const result = await validator.validateString(fs.readFileSync(file, 'utf8'), file);
    const messages = result.results.flatMap((one) => one.messages);
    check(result.valid, `${name}: html-validate passes`,
        messages.map((one) => `${one.line}:${one.column} ${one.ruleId}: ${one.message}`).join('\n'));
}

// --- What a browser makes of it -------------------------------------------------------------------

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? which('chromium'),
    args: ['--no-sandbox'],
});

// A page that counts what the report asks for and runs, beside the file itself.
async function open(name, options = {}) {
    const context = await browser.newContext({ bypassCSP: false, ...options });
    const page = await context.newPage();
    const seen = { requests: [], events: [] };
    const url = pathToFileURL(reports[name]).href;
    await context.route('**/*', (route) => {
        if (route.request().url().split('#')[0] === url) return route.continue();
        seen.requests.push(route.request().url());
        return route.abort();
    });
    page.on('dialog', (dialog) => { seen.events.push('a dialog'); dialog.dismiss(); });
    page.on('popup', () => seen.events.push('a window'));
    page.on('pageerror', (error) => seen.events.push(`a script: ${error.message}`));
    page.on('console', (message) => seen.events.push(`console: ${message.text()}`));
    await page.goto(url);
    return { page, seen, context };
}

async function violations(page) {
    await page.evaluate(axe);
    const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
    return result.violations.map((one) => `${one.id}: ${one.help}\n` +
        one.nodes.slice(0, 3).map((node) => `  ${node.html}\n  ${node.failureSummary}`).join('\n')).join('\n');
}

// The reports that differ in shape are looked at in every width; an attack, which is about something
// else, in one.
const widths = { weak: [1280, 900, 400, 320], several: [1280, 320], strong: [1280], attack: [1280] };
for (const name of Object.keys(reports))
    for (const colorScheme of ['light', 'dark'])
        for (const width of widths[name]) {
            const { page, context } = await open(name, { colorScheme, viewport: { width, height: 800 } });
            const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
            check(wide <= 0, `${name}: nothing sticks out at ${width} px, ${colorScheme}`, `${wide} px`);
            const found = await violations(page);
            check(found === '', `${name}: axe-core finds nothing at ${width} px, ${colorScheme}`, found);
            await page.screenshot({ path: path.join(out, `${name}-${width}-${colorScheme}.png`), fullPage: true });
            await context.close();
        }

// What is led to is in view and has the focus, and says so.
async function arrived(page, id) {
    await page.waitForFunction((wanted) => {
        const box = document.getElementById(wanted).getBoundingClientRect();
        return box.bottom > 0 && box.top < innerHeight && document.getElementById(wanted).matches(':target');
    }, id, { timeout: 3000 }).catch(() => {});
    return page.evaluate((wanted) => {
        const element = document.getElementById(wanted);
        const box = element.getBoundingClientRect();
        return location.hash === `#${wanted}` && element.matches(':target') && document.activeElement === element &&
            box.bottom > 0 && box.top < innerHeight;
    }, id);
}

{
    for (const width of [1280, 400]) {
        const { page, context } = await open('weak', { viewport: { width, height: 700 }, reducedMotion: 'reduce' });
        const faults = await page.locator('[id^="fault-1-"]').evaluateAll((all) => all.map((one) => one.id));
        const notes = await page.locator('[id^="note-1-"]').count();
        check(faults.length === notes && notes > 5, `each fault has its note (${width} px)`, `${faults.length} and ${notes}`);
        let there = 0, back = 0;
        for (const id of faults) {
            const note = id.replace('fault', 'note');
            await page.locator(`#${id}`).click();
            there += await arrived(page, note);
            await page.locator(`#${note} .head a`).click();
            back += await arrived(page, id);
        }
        check(there === faults.length, `a click on a fault moves to its note (${width} px)`, `${there} of ${faults.length}`);
        check(back === faults.length, `a click on a note moves back to its fault (${width} px)`, `${back} of ${faults.length}`);
        await context.close();
    }
}

{
    const { page, context } = await open('weak', { viewport: { width: 1280, height: 700 }, reducedMotion: 'reduce' });
    const order = [];
    let bare = 0;
    for (let i = 0; i < 200; i++) {
        await page.keyboard.press('Tab');
        const at = await page.evaluate(() => {
            const element = document.activeElement;
            if (element === document.body) return null;
            const note = element.closest('[id^="note-"]');
            const style = getComputedStyle(element);
            return { id: element.id || (note && element.matches('.head a') ? `in ${note.id}` : element.tagName),
                visible: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 };
        });
        if (!at || order.includes('end')) break;
        order.push(at.id);
        bare += !at.visible;
    }
    const faults = order.filter((id) => id.startsWith('fault-'));
    const notes = order.filter((id) => id.startsWith('in note-'));
    const rising = (ids) => ids.every((id, i) => i === 0 || order.indexOf(ids[i - 1]) < order.indexOf(id));
    const there = await page.evaluate(() => [document.querySelectorAll('[id^="fault-"]').length,
        document.querySelectorAll('[id^="note-"]').length]);
    check(order[0] === 'A' && there[0] >= 5 && faults.length === there[0] && notes.length === there[1],
        'the Tab key reaches every fault and every note', order.join(' '));
    check(rising(faults) && rising(notes) && order.indexOf(faults.at(-1)) < order.indexOf(notes[0]),
        'in the order of the page', order.join(' '));
    check(bare === 0, 'and what has the focus shows it', `${bare} without an outline`);
    await page.evaluate(() => document.getElementById('fault-1-5').focus());
    await page.keyboard.press('Enter');
    check(await arrived(page, 'note-1-5'), 'Enter on a fault moves to its note');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    check(await arrived(page, 'fault-1-5'), 'Tab and Enter on the note move back');
    await context.close();
}

{
    const { page, seen, context } = await open('attack');
    await page.evaluate(() => { globalThis.stolen = () => { globalThis.wasStolen = true; }; });
    for (const link of await page.locator('.paper a').all()) {
        await link.hover();
        await link.click();
    }
    for (const text of ['win', 'https://evil.example/e', 'a" onerror'])
        await page.locator('.paper').getByText(text).first().click();
    await page.waitForTimeout(300);
    check(seen.requests.length === 0, 'a hostile letter loads nothing', seen.requests.join('\n'));
    check(seen.events.length === 0 && !(await page.evaluate(() => globalThis.wasStolen)),
        'a hostile letter runs nothing', seen.events.join('\n'));
    const strange = await page.locator('script, img, iframe, svg, form, base, object, embed, link, body style, .paper [style]').count();
    check(strange === 0, 'none of its markup is markup of the report', strange);
    const away = await page.locator('a:not([href^="#"])').count();
    check(away === 0, 'every link stays within the report', away);
    const text = await page.locator('.paper').innerText();
    check(text.includes('</code><script>stolen()</script>') && text.includes('${stolen()}'),
        'and its words are all there', text);
    await context.close();
}

{
    const { page, context } = await open('weak', { viewport: { width: 794, height: 1123 } });
    await page.emulateMedia({ media: 'print' });
    const place = (selector) => page.locator(selector).first().boundingBox();
    const [paper, notes, scores] = [await place('.paper'), await place('.notes'), await place('.scorecard')];
    check(notes.y >= paper.y + paper.height && scores.y >= notes.y + notes.height,
        'printed, the notes follow the letter, and the scorecard the notes');
    await page.screenshot({ path: path.join(out, 'weak-print.png'), fullPage: true });
    await page.pdf({ path: path.join(out, 'weak.pdf'), format: 'A4' });
    await context.close();
}

await browser.close();
console.log(failures === 0 ? 'html: all passed' : `html: ${failures} failed; see ${out}`);
process.exit(failures === 0 ? 0 : 1);
