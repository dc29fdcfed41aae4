import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { reporters } from '../../../src/reporters/index.js';
import { completion, json } from './kit/answers.js';
import { conformance, makeFolder } from './kit/command.js';
import { COMMAND } from '../e2e/support/conformance.js';
import { writeAcme } from '../../support/write-acme.js';
import { UNSTREAMED } from './kit/run-at.js';
import { serveHostile } from './kit/serve-hostile.js';

/** What would be obeyed by a terminal, a page, Markdown, XML, a workflow's log, a file system, or the eye. */
const EVIL = [
  '\u001B[31m\u001B]0;owned\u0007\u009B2J',
  '\n::set-output name=x::y\n::error::owned\n##[group]owned\n',
  '</script><img src=x onerror=alert(1)>',
  '[click](javascript:alert(1)) ![](https://evil.example/x.png) `| a | b |`',
  ']]>&amp;<!--',
  '\u202E\u2066\u200B\uFEFFgnp.exe',
  '../../../etc/passwd',
].join(' ');

/** Characters that no output may hold as they are: controls apart from the line end and the tab, and turners of text. */
const OBEYED = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\u200B\u200E\u200F\uFEFF]/u;

const FORMS = Object.keys(reporters);

/** What a command wrote: each form of the report, stdout, and the names of its files. */
interface Ran {
  readonly status: number;
  readonly stderr: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly names: readonly string[];
}

/** Has a command tell its report in every form. */
async function reportAll(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const folder = makeFolder();
  const out = join(folder, 'run');
  const files = FORMS.map((name) => join(folder, name));
  const ran = await conformance(
    [...args, '--out', out, '--notes', '--reporter', 'terminal', ...FORMS.map((name, n) => `${name}=${files[n]}`)],
    env,
  );
  expect(ran.stderr).toContain('Evidence');
  const texts = Object.fromEntries(FORMS.map((name, n) => [name, readFileSync(files[n] ?? '', 'utf8')]));
  const written = ['report.md', 'report.html', 'junit.xml'].map((name) => [
    name,
    readFileSync(join(out, name), 'utf8'),
  ]);
  const { status, stderr, stdout } = ran;
  return { status, stderr, texts: { ...texts, ...Object.fromEntries(written), stdout }, names: readdirSync(out) };
}

function expectShown({ texts, stderr, names }: Ran): void {
  for (const [name, text] of Object.entries({ ...texts, stderr })) {
    const at = OBEYED.exec(text)?.index;
    expect([name, at === undefined ? '' : text.slice(Math.max(0, at - 60), at + 60)]).toEqual([name, '']);
    // It starts no line of a workflow's log with a command.
    expect([name, /^\s*(?:::set-output|::error::owned|##\[group\]owned)/m.exec(text)?.[0]]).toEqual([name, undefined]);
  }

  // It is no markup: not of a page, of Markdown or of XML.
  for (const name of ['html', 'junit', 'report.html', 'junit.xml']) {
    expect([name, texts[name]?.includes('<img src=x')]).toEqual([name, false]);
    expect([name, texts[name]?.includes('</script><img')]).toEqual([name, false]);
    expect([name, texts[name]?.includes(']]>&amp;<!--')]).toEqual([name, false]);
  }
  // Markdown treats a code block, a code span and escaped characters as text.
  for (const name of ['markdown', 'report.md']) {
    const outside = (texts[name] ?? '')
      .replaceAll(/^ {0,3}(`{3,})[^`\n]*\n(?:.*\n)*? {0,3}\1`*[ \t]*$/gm, '')
      .replaceAll(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '');
    for (const markup of ['<img', '</script', '](javascript', '](https://evil', '| a |']) {
      expect([name, markup, outside.includes(markup)]).toEqual([name, markup, false]);
    }
  }

  // It names no file.
  expect(names.every((name) => /^[a-z.-]+$/.test(name))).toBe(true);
}

test('what a server says is shown by every reporter, and obeyed by nothing', async () => {
  const given = { id: EVIL, object: EVIL, model: EVIL, [EVIL]: EVIL, system_fingerprint: 7, service_tier: EVIL };
  const server = await serveHostile(UNSTREAMED.marker, (socket) =>
    socket.write(json(completion(given), 'x-request-id: a')),
  );
  const ran = await reportAll(
    ['run', '--base-url', server.baseUrl, '--spec', 'openai', '--model', 'reference', '--only', UNSTREAMED.id],
    { CONFORMANCE_API_KEY: server.key },
  );
  expect(ran.status).toBe(1);
  expect(FORMS).toContain('junit');
  expectShown(ran);
  for (const name of [...FORMS, 'stdout']) expect([name, ran.texts[name]?.includes('owned')]).toEqual([name, true]);
});

test('the names of models that a server lists are shown, and obeyed by nothing', async () => {
  const list = JSON.stringify({ object: 'list', data: [{ id: EVIL, object: 'model', created: 1, owned_by: EVIL }] });
  const server = await serveHostile('', (socket, request) =>
    socket.write(json(request.startsWith('GET ') ? list : completion({ model: EVIL }))),
  );
  const ran = await reportAll(['run', '--base-url', server.baseUrl, '--spec', 'openai', '--only', 'basic/*']);
  expectShown(ran);
  for (const name of ['terminal', 'markdown', 'html', 'json'])
    expect([name, ran.texts[name]?.includes('owned')]).toEqual([name, true]);
});

test('the text of a capture is shown and never interpreted', async () => {
  const named = { name: EVIL, value: EVIL };
  const body = completion({ id: EVIL, object: EVIL, [EVIL]: EVIL });
  const entry = (url: string, method: string) => ({
    startedDateTime: EVIL,
    time: 1,
    comment: EVIL,
    request: { method, url, headers: [named], postData: { text: JSON.stringify({ model: EVIL, messages: [] }) } },
    response: { status: 200, statusText: EVIL, headers: [named], content: { size: body.length, text: body } },
    _error: EVIL,
    _end: EVIL,
  });
  const entries = [
    entry(`http://evil.example/${EVIL}`, EVIL),
    entry(`${EVIL}/v1/chat/completions`, 'POST'),
    entry('http://127.0.0.1/v1/chat/completions', 'POST'),
  ];
  const file = join(makeFolder(), 'evil.har');
  writeFileSync(file, JSON.stringify({ log: { version: '1.2', creator: { name: EVIL }, entries } }));
  const ran = await reportAll(['judge', file, '--spec', 'openai']);
  expectShown(ran);
  for (const name of ['terminal', 'markdown', 'html', 'json'])
    expect([name, ran.texts[name]?.includes('owned')]).toEqual([name, true]);
});

test.each([
  ['list', ['list', 'claims']],
  ['explain', ['explain', 'acme.chat.endpoint']],
])('%s shows the text of a spec on a terminal, which does not obey it', (_, args) => {
  const folder = makeFolder();
  writeAcme(folder);
  const file = join(folder, 'acme', 'claims.yaml');
  const evil = JSON.stringify('\u001B[2J\u001B[8mowned\u202E');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/says: .*/gu, `says: ${evil}`));
  const command = [process.execPath, COMMAND, ...args, '--spec', join(folder, 'acme')]
    .map((each) => `'${each}'`)
    .join(' ');
  const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], { encoding: 'utf8' });
  expect(stdout.replaceAll(/\s/gu, '')).toContain('\\u001b[2J\\u001b[8mowned\\u202e');
  expect(stdout.replaceAll('\r\n', '\n')).not.toMatch(OBEYED);
});
