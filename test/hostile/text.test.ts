import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { reporters } from '../../src/reporters/index.js';
import { completion, json } from './kit/answers.js';
import { conformance, makeFolder } from './kit/command.js';
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

/** Runs the command against a server that says evil things, and gathers everything that it writes. */
async function tellAll() {
  const given = { id: EVIL, object: EVIL, model: EVIL, [EVIL]: EVIL, system_fingerprint: 7, service_tier: EVIL };
  const server = await serveHostile(UNSTREAMED.marker, (socket) =>
    socket.write(json(completion(given), 'x-request-id: a')),
  );
  const folder = makeFolder();
  const out = join(folder, 'run');
  const files = FORMS.map((name) => join(folder, name));
  const run = await conformance(
    [
      'run',
      '--base-url',
      server.baseUrl,
      '--spec',
      'openai',
      '--model',
      'reference',
      '--only',
      UNSTREAMED.id,
      '--out',
      out,
      '--notes',
      '--reporter',
      'terminal',
      ...FORMS.map((name, n) => `${name}=${files[n]}`),
    ],
    { CONFORMANCE_API_KEY: server.key },
  );
  expect([run.status, run.stderr]).toEqual([1, expect.stringContaining('Evidence')]);
  const told = Object.fromEntries(FORMS.map((name, n) => [name, readFileSync(files[n] ?? '', 'utf8')]));
  return { stdout: run.stdout, told, names: readdirSync(out) };
}

test('what a server says is shown by every reporter, and obeyed by nothing', async () => {
  const { stdout, told, names } = await tellAll();
  expect(FORMS).toContain('junit');
  for (const [name, text] of Object.entries({ ...told, stdout })) {
    const at = OBEYED.exec(text)?.index;
    expect([name, at === undefined ? '' : text.slice(Math.max(0, at - 60), at + 60)]).toEqual([name, '']);
    expect([name, text.includes('owned')]).toEqual([name, true]);
  }

  // It begins no line of a workflow's log with a command of its own.
  for (const text of [stdout, ...Object.values(told)]) {
    expect(text).not.toMatch(/^\s*::set-output/m);
    expect(text).not.toMatch(/^\s*::error::owned/m);
    expect(text).not.toMatch(/^\s*##\[group\]owned/m);
  }

  // It is no markup: not of a page, of Markdown or of XML.
  for (const name of ['html', 'junit']) {
    expect([name, told[name]?.includes('<img src=x')]).toEqual([name, false]);
    expect([name, told[name]?.includes('</script><img')]).toEqual([name, false]);
  }
  // What stands in a span of code is text to Markdown, whatever it holds.
  const outside = (told['markdown'] ?? '').replaceAll(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '');
  for (const markup of ['<img', '</script', '](javascript', '](https://evil', '| a |']) {
    expect([markup, outside.includes(markup)]).toEqual([markup, false]);
  }
  expect(told['junit']).not.toContain(']]>&amp;<!--');

  // It names no file.
  expect(names.every((name) => /^[a-z.-]+$/.test(name))).toBe(true);
});
