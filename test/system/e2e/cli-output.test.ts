import { describe, expect, it } from 'vitest';
import { loadSpecs, loadSuites } from '../../../src/index.js';
import { conformance, startConformance } from './support/conformance.js';

type Row = Readonly<Record<string, string | number>>;

async function listed(...args: readonly string[]): Promise<readonly Row[]> {
  const ran = await conformance(['list', ...args, '--json']);
  expect(ran).toMatchObject({ status: 0, stderr: '' });
  return JSON.parse(ran.stdout) as readonly Row[];
}

describe('help', () => {
  it('teaches the commands, an example of each kind, and the exit statuses', async () => {
    const { status, stdout, stderr } = await conformance(['--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const command of ['run', 'judge', 'list', 'explain', 'serve', 'baseline', 'matrix', 'show'])
      expect(stdout).toMatch(new RegExp(`^ {2}${command} `, 'mu'));
    expect(stdout).toContain('conformance run --reference greenpt --spec greenpt,openai');
    expect(stdout).toContain('0 conforms · 1 diverges · 2 could not run · 3 not enough evidence · 130 interrupted');
  });

  it('lists the options of a run, and that no flag takes a key', async () => {
    const { stdout } = await conformance(['run', '--help']);
    for (const flag of ['--base-url', '--reference', '--spec', '--model', '--key-env', '--suite', '--only', '--out'])
      expect(stdout).toContain(`  ${flag} `);
    expect(stdout.replaceAll(/\s+/gu, ' ')).toContain('no flag takes a key');
  });

  it('is printed, with status 2, if no command is given', async () => {
    const ran = await conformance([]);
    expect(ran).toMatchObject({ status: 2, stdout: '' });
    expect(ran.stderr).toContain('Usage: npx llm-conformance');
  });

  it('prints the version', async () => {
    expect(await conformance(['--version'])).toMatchObject({ status: 0, stdout: '0.2.0-dev\n' });
  });
});

describe('lists', () => {
  it('hold every spec, suite and claim', async () => {
    const { specs } = await loadSpecs();
    const { suites } = await loadSuites();
    expect((await listed('specs')).map(({ spec, claims }) => [spec, claims])).toEqual(
      specs.map(({ id, claims }) => [id, claims.length]),
    );
    expect((await listed('suites')).map(({ suite }) => suite)).toEqual(suites.map(({ id }) => id));
    const claims = await listed('claims', '--spec', 'gpt-ge,cryptgpt');
    expect(new Set(claims.map(({ spec }) => spec))).toEqual(new Set(['gpt-ge', 'cryptgpt']));
    expect(claims.filter((row) => `${row['held by']}` === '')).toEqual([]);
  });

  it('hold the cases of a spec, and those that it never promised', async () => {
    const cases = await listed('cases', '--spec', 'gpt-ge');
    expect(cases).toContainEqual({ case: 'basic/minimal', specs: 'gpt-ge', title: 'A minimal request', requests: 1 });
    const omitted = cases.filter(({ specs }) => specs === 'gpt-ge: omitted');
    expect(omitted.map((row) => row['case'])).toContain('basic/models-list');
  });

  it('hold the suites of the API family of a spec, without the cases of another family', async () => {
    const suites = await listed('suites', '--spec', 'gpt-ge');
    expect(new Set(suites.map((row) => row['dialect']))).toEqual(new Set(['openai-chat']));
    const all = await listed('suites');
    const both = await listed('suites', '--spec', 'gpt-ge,anthropic');
    for (const rows of [all, both])
      expect(new Set(rows.map((row) => row['dialect']))).toEqual(new Set(['openai-chat', 'anthropic-messages']));
    const anthropic = await listed('suites', '--spec', 'anthropic');
    expect(both.filter((row) => row['dialect'] === 'anthropic-messages')).toEqual(anthropic);
  });

  it('are tables for people, and paragraphs where a table is wider than 80 columns; without colour', async () => {
    const { stdout } = await conformance(['list', 'suites']);
    expect(stdout).toMatch(
      /^auth {2}cases: [1-9]\d* {2}derived from specs: [1-9]\d* {2}openai-chat\n {2}title: Keys$/mu,
    );
    expect((await conformance(['list', 'specs', '--spec', 'openai'])).stdout).toMatch(
      /│ openai +│ OpenAI chat completions +│/u,
    );
    const claims = await conformance(['list', 'claims', '--spec', 'gpt-ge']);
    expect(claims.stdout).toMatch(/^gpt-ge {2}gpt-ge\.[\w.-]+ {2}(must|should|note)\n {2}says: /mu);
    expect(stdout + claims.stdout).not.toContain('\u001B');
  });
});

describe('explain', () => {
  it.each([
    [
      'sse-terminator',
      [
        'check sse-terminator: ',
        'Usual causes: ',
        'False positives: ',
        'cryptgpt.chat.stream.done (should) “"delta":{},"finish_reason":"stop"}]} data: [DONE]”',
      ],
    ],
    [
      'openai.chat.stream.done',
      [
        '(stated, must), of openai',
        'with the stream terminated by a `data: [DONE]` message.”',
        'openapi.yaml#L31776, ',
        'read on 20',
        'Tested by check sse-terminator.',
      ],
    ],
    [
      'basic/minimal',
      [
        'case basic/minimal: A minimal request',
        'It must be accepted.',
        'request 1: POST /chat/completions, key valid',
        '"content": "Reply with exactly: pong"',
      ],
    ],
    ['errors/wrong-method', ['a deliberate mistake (wrong-method)']],
  ])('explains %s', async (name, parts) => {
    const { status, stdout, stderr } = await conformance(['explain', name]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    // Lines are wrapped at 80 columns.
    const text = stdout.replaceAll(/\s+/gu, ' ');
    for (const part of parts) expect(text).toContain(part);
  });
});

describe('a command with a common mistake', () => {
  it.each([
    [['run', 'http://user:secret@h/v1'], 'name the endpoint with --base-url'],
    [['judge', 'report.json', '--spec', 'openai'], 'Give exchanges.har or results.ndjson in the same folder.'],
    [['serve', '--spec', 'openai', '--fault', 'interference-done'], 'Did you mean b-g4f-interference-no-done'],
    [['serve', '--fault', 'missing-done'], 'No spec is named.'],
    [
      ['serve', '--spec', 'anthropic', '--fault', 'b-g4f-interference-no-done'],
      'b-g4f-interference-no-done has no effect: it is a fault of another API family than that of anthropic.',
    ],
    [['run', '--resume', 'no-such-run'], '--resume: no-such-run does not contain the record of a run.'],
  ])('says what to write instead: %j', async (args, words) => {
    const ran = await conformance(args);
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain(words);
    expect(ran.stderr).not.toContain('secret');
  });
});

describe('serve', () => {
  it('lists the faults without a spec, as text and as JSON', async () => {
    const json = await conformance(['serve', '--fault', 'list', '--json']);
    const rows = JSON.parse(json.stdout) as readonly Row[];
    expect(rows).toContainEqual(expect.objectContaining({ fault: 'antling-no-space-after-data', area: 'sse' }));
    const text = await conformance(['serve', '--fault', 'list']);
    expect(text.stdout).toMatch(/^ {2}antling-no-space-after-data {2,}Lines have no space after the colon/mu);
  });

  it('lists with a spec only the faults that its reference provider can show', async () => {
    const { stdout } = await conformance(['serve', '--fault', 'list', '--spec', 'anthropic']);
    expect(stdout).toMatch(/^ {2}messages-refuses-models-list /mu);
    expect(stdout).not.toContain('antling-no-space-after-data');
    const json = await conformance(['serve', '--fault', 'list', '--spec', 'anthropic', '--json']);
    const rows = JSON.parse(json.stdout) as readonly Row[];
    expect(stdout).toContain(`${rows.length} faults.`);
  });

  it('serves the reference provider until Ctrl-C', async () => {
    const serving = startConformance(['serve', '--spec', 'cryptgpt']);
    const [, url = '', key = ''] = await serving.sees(
      'stdout',
      /at (http:\/\/127\.0\.0\.1:\d+\/v1), key (\S+)\. Stop it with Ctrl-C\./u,
    );
    const ask = (authorization: string): Promise<Response> =>
      fetch(`${url}/chat/completions`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ messages: [{ role: 'user', content: 'Reply with exactly: pong' }] }),
      });
    expect(await (await ask(`Bearer ${key}`)).json()).toMatchObject({ choices: [{ message: { content: 'pong' } }] });
    expect((await ask('Bearer sk-wrong')).status).toBe(401);
    const second = await conformance(['serve', '--spec', 'openai', '--port', new URL(url).port]);
    expect([second.status, second.stderr]).toEqual([
      2,
      expect.stringMatching(/^--port: \d+ is already in use[^\n]*\n$/u),
    ]);
    serving.child.kill('SIGINT');
    expect((await serving.ended).stderr).toBe('');
    await expect(ask(`Bearer ${key}`)).rejects.toThrow('fetch failed');
  });

  it('serves it with the fault that was named', async () => {
    const serving = startConformance(['serve', '--spec', 'openai', '--fault', 'antling-no-space-after-data']);
    const [url] = await serving.sees('stdout', /http:\/\/127\.0\.0\.1:\d+\/v1/u);
    const response = await fetch(`${url}/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-conformance-reference', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'Hello' }] }),
    });
    expect(await response.text()).toMatch(/^data:\{/mu);
    serving.child.kill();
    await serving.ended;
  });
});
