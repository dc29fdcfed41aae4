import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serveHttp } from '../../unit/io/serve.js';
import { conformance } from './support/conformance.js';
import { emptyFolder } from './support/out-folder.js';

const nowhere = ['--base-url', 'http://127.0.0.1:9/v1'];
const openai = ['--spec', 'openai'];

describe('a command that cannot be right', () => {
  it.each([
    ['an unknown command', ['rnu'], "unknown command 'rnu'\n(Did you mean run?)"],
    ['an unknown flag', ['run', '--bse-url', 'x'], "unknown option '--bse-url'\n(Did you mean --base-url?)"],
    [
      'an unknown spec',
      ['run', ...nowhere, '--spec', 'opnai'],
      '--spec: there is no spec "opnai". Did you mean openai?',
    ],
    ['an unknown spec of a list', ['list', 'cases', '--spec', 'grenpt'], 'Did you mean greenpt?'],
    [
      'an unknown reference',
      ['run', '--reference', 'opeani', ...openai],
      '--reference: there is no spec "opeani". Did you mean openai?',
    ],
    [
      'an unknown suite',
      ['run', '--reference', 'openai', ...openai, '--suite', 'bsic'],
      '--suite: There is no suite "bsic". Did you mean basic?',
    ],
    [
      'an unknown case',
      ['run', '--reference', 'openai', ...openai, '--only', 'basic/minimol'],
      '--only: No case matches "basic/minimol". Did you mean basic/minimal?',
    ],
    [
      'an unknown reporter',
      ['run', '--reference', 'openai', ...openai, '--reporter', 'jsn'],
      '--reporter: There is no reporter "jsn". Did you mean json?',
    ],
    ['an unknown list', ['list', 'cass'], 'There is no list of "cass". Did you mean cases?'],
    [
      'an unknown name to explain',
      ['explain', 'sse-terminater'],
      'No check, claim or case is named "sse-terminater". Did you mean sse-terminator?',
    ],
    [
      'an unknown spec to serve',
      ['serve', '--spec', 'opnai'],
      '--spec: there is no spec "opnai". Did you mean openai?',
    ],
    ['an unknown fault', ['serve', ...openai, '--fault', 'nope'], '--fault: there is no fault "nope".'],
    [
      'a port that is none',
      ['serve', ...openai, '--port', '99999'],
      '--port: expected a number from 0 to 65535, got "99999".',
    ],
    ['no endpoint', ['run', ...openai], 'Name either --base-url URL or --reference ID.'],
    [
      'two endpoints',
      ['run', ...nowhere, '--reference', 'openai', ...openai],
      'Name either --base-url URL or --reference ID.',
    ],
    [
      'a base URL of another scheme',
      ['run', '--base-url', 'ftp://example.test/v1', ...openai],
      '--base-url: it does not begin with http:// or https://; try https://example.test/v1',
    ],
    [
      'a base URL with the operation',
      ['run', '--base-url', 'http://127.0.0.1:9/v1/chat/completions', ...openai],
      'try http://127.0.0.1:9/v1\n',
    ],
    [
      'a base URL with a key in it',
      ['run', '--base-url', 'http://me:secret@127.0.0.1:9/v1', ...openai],
      '--base-url: it holds credentials',
    ],
    [
      'a header that is none',
      ['run', ...nowhere, ...openai, '--model', 'm', '--header', 'bad'],
      '--header: Expected name:value.',
    ],
    [
      'no concurrency',
      ['run', ...nowhere, ...openai, '--concurrency', '0'],
      "argument '0' is invalid. Expected a number above 0.",
    ],
    ['nothing to explain', ['explain'], "missing required argument 'name'"],
    [
      'a spec to explain',
      ['explain', 'openai'],
      'openai is a spec. List its claims with: npx llm-conformance list claims --spec openai',
    ],
    [
      'a suite to explain',
      ['explain', 'tools'],
      'tools is a suite. List its cases with: npx llm-conformance list cases',
    ],
    ['two folders', ['run', ...openai, '--resume', 'a', '--out', 'b'], '--out: --resume continues in its own folder.'],
    [
      'a key by flag',
      ['run', '--api-key', 'secret'],
      "option '--api-key': the key is read from an environment variable",
    ],
    [
      'a flag of another command',
      ['baseline', 'lint', '--out', 'x'],
      '(See npx llm-conformance baseline lint --help.)',
    ],
    [
      'a capture that is not there',
      ['judge', 'no-such.har', ...openai],
      'no-such.har: there is no such file or folder',
    ],
  ])('is refused with the reason: %s', async (_, args, reason) => {
    const ran = await conformance(args);
    expect(ran.stderr).toContain(reason);
    expect(ran.stderr).not.toMatch(/\n\s+at |secret/u);
    expect(ran).toMatchObject({ status: 2, stdout: '' });
  });

  it.each([
    ['the key is refused', 401, '', 'GET /models was refused with status 401: the API key is missing or invalid'],
    [
      'the version prefix is left out',
      404,
      '',
      'answered with status 404 (does the base URL lack its version prefix, as in',
    ],
    [
      'there is another site',
      200,
      '<html></html>',
      'GET /models lists no model (does the base URL lack its version prefix',
    ],
  ])('says why no model could be found where %s', async (_, status, body, reason) => {
    const url = await serveHttp((_request, response) => response.writeHead(status).end(body));
    const args = ['run', '--base-url', url.replace(/\/v1$/u, ''), ...openai];
    const ran = await conformance(args, { CONFORMANCE_API_KEY: 'sk-1' });
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain(reason);
  });

  it('leaves a folder alone that holds something else', async () => {
    const out = emptyFolder();
    writeFileSync(join(out, 'thesis.txt'), 'irreplaceable');
    const ran = await conformance(['run', '--reference', 'greenpt', '--spec', 'greenpt', '--out', out]);
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain('the folder holds something that is not a run');
    expect(readdirSync(out)).toEqual(['thesis.txt']);
  });

  it('takes no key by flag', async () => {
    const ran = await conformance(['run', ...nowhere, ...openai, '--key', 'sk-1']);
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain("unknown option '--key'");
  });
});
