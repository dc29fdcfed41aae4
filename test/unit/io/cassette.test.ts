import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../src/core/model/exchange.js';
import { makeRedactor } from '../../../src/core/redact/redactor.js';
import { parseRecording } from '../../../src/io/har/read-capture.js';
import { errorOf, valueOf } from '../../support/result.js';

const URL = 'https://api.example.com/v1/chat/completions';
const QUESTION = '{"model":"m","messages":[]}';
const ANSWER = '{"text":"Grün: \\"ja\\"\'s\\n"}';

function bodyText({ response }: Exchange): string {
  return Buffer.concat((response?.body ?? []).map(({ bytes }) => bytes)).toString();
}

/** The exchanges of a cassette, in short. */
function read(text: string, file = 'cassette.yaml'): readonly Exchange[] {
  const { exchanges, secrets } = valueOf(parseRecording(file, text));
  const redactor = makeRedactor(secrets);
  return exchanges.map((each) => redactor.exchange(each));
}

const expected = {
  request: { method: 'POST', url: URL, body: QUESTION, headers: [['Accept', 'application/json']] },
  response: { status: 200, headers: expect.arrayContaining([['Content-Type', 'application/json']]) },
  raw: false,
  timed: false,
};

/** A block scalar of YAML. */
const block = (text: string): string => JSON.stringify(text);

const vcrPy = (body: string, more = ''): string => `interactions:
- request:
    body: ${block(QUESTION)}
    headers:
      Accept: [application/json]
      Authorization: [Bearer sk-of-a-user]
    method: POST
    uri: ${URL}
  response:
    ${body}
    headers:
      Content-Type: [application/json]
      Date: ['Mon, 02 Mar 2026 10:00:00 GMT']
      ${more}
    status: {code: 200, message: OK}
version: 1
`;

const vcrRuby = (body: string): string => `---
http_interactions:
- request:
    method: post
    uri: ${URL}
    body:
      encoding: UTF-8
      string: ${block(QUESTION)}
    headers:
      Accept: application/json
  response:
    status: {code: 200, message: OK}
    headers:
      Content-Type: [application/json]
    body:
      encoding: ASCII-8BIT
      ${body}
  recorded_at: Mon, 02 Mar 2026 10:00:00 GMT
recorded_with: VCR 6.3.1
`;

const goVcr = (version: number, body: string, duration = '612.5ms'): string => `---
version: ${version}
interactions:
    - request:
        body: ${block(QUESTION)}
        form: {}
        headers:
            Accept:
                - application/json
        url: ${URL}
        method: POST
      response:
        body: ${body}
        headers:
            Content-Type:
                - application/json
        status: 200 OK
        code: 200
        duration: ${duration}
`;

const base64 = Buffer.from(ANSWER).toString('base64');
const packed = gzipSync(ANSWER).toString('base64');
const GZIP = 'Content-Encoding: [gzip]';

describe('a cassette is read for the same exchange', () => {
  it.each<[string, string]>([
    ['of VCR.py', vcrPy(`body: {string: ${block(ANSWER)}}`)],
    ['of VCR.py, with bytes', vcrPy(`body: {string: !!binary "${base64}"}`)],
    ['of VCR.py, with compressed bytes', vcrPy(`body: {string: !!binary "${packed}"}`, GZIP)],
    ['of VCR.py, decoded, with the header', vcrPy(`body: {string: ${block(ANSWER)}}`, GZIP)],
    ['of VCR.py for Python 2', vcrPy(`body: {string: !!python/unicode ${block(ANSWER)}}`)],
    ['of VCR.py, as older versions wrote it for httpx', vcrPy(`content: ${block(ANSWER)}`)],
    ['of a serializer that parses JSON', vcrPy(`parsed_body: ${ANSWER}`)],
    ['of VCR for Ruby', vcrRuby(`string: ${block(ANSWER)}`)],
    ['of VCR for Ruby, exact bytes', vcrRuby(`base64_string: ${base64}`)],
    ['of VCR for Ruby, bytes of Psych', vcrRuby(`string: !binary |-\n        ${base64}`)],
    ['of go-vcr 2', goVcr(1, block(ANSWER))],
    ['of go-vcr 3', goVcr(2, block(ANSWER))],
    ['of go-vcr, bytes', goVcr(2, `!!binary ${base64}`)],
  ])('%s', (_, text) => {
    const [exchange, ...more] = read(text);
    expect(more).toEqual([]);
    expect(exchange).toMatchObject(expected);
    expect(JSON.parse(bodyText(exchange as Exchange))).toEqual(JSON.parse(ANSWER));
    expect(JSON.stringify(exchange)).not.toContain('sk-of-a-user');
  });

  it('in JSON', () => {
    const request = { method: 'POST', uri: URL, body: QUESTION, headers: { Accept: ['application/json'] } };
    const headers = { 'Content-Type': ['application/json'] };
    const status = { code: 200, message: 'OK' };
    for (const body of [{ string: ANSWER }, { base64_string: base64 }]) {
      const cassette = { version: 1, interactions: [{ request, response: { status, headers, body } }] };
      const [exchange] = read(JSON.stringify(cassette), 'cassette.json');
      expect(exchange).toMatchObject(expected);
      expect(bodyText(exchange as Exchange)).toBe(ANSWER);
    }
    const ruby = {
      request: { ...request, body: { string: QUESTION } },
      response: { status, headers, body: { string: ANSWER } },
    };
    expect(read(JSON.stringify({ http_interactions: [ruby] }), 'cassette.json')).toMatchObject([expected]);
  });
});

describe('times', () => {
  it('are those that the recorder wrote', () => {
    expect(read(goVcr(1, '""'))[0]?.ms).toBe(612.5);
    expect(read(goVcr(2, '""', '1m2.5s'))[0]?.ms).toBe(62_500);
    expect(read(goVcr(2, '""', '612500000'))[0]?.ms).toBe(612.5);
    expect(read(goVcr(2, '""', 'soon'))[0]?.ms).toBe(0);
    expect(read(vcrRuby('string: ""'))[0]?.startedAt).toBe('2026-03-02T10:00:00.000Z');
    expect(read(vcrPy('body: {string: ""}'))[0]?.startedAt).toBe('2026-03-02T10:00:00.000Z');
  });
});

describe('a file that cannot be read is refused with the place and what to do', () => {
  it.each<[string, string, object]>([
    ['no YAML', 'interactions:\n- request: {', { line: 2, reason: expect.stringMatching(/^it is not YAML: /u) }],
    ['no recording', '---\nname: CI\n', { reason: 'it is not a recording' }],
    ['a text', '--- hello', { reason: 'it is not a recording' }],
    ['no list', 'interactions: 3\nversion: 1\n', { line: 1, reason: '"interactions" is no list' }],
    [
      'an interaction without a response',
      `interactions:\n- request: {method: GET, uri: ${URL}}\n`,
      { line: 2, reason: 'interaction 1 of this VCR.py cassette: it has no response' },
    ],
    [
      'an interaction without a status',
      `version: 1\ninteractions:\n- request: {url: ${URL}}\n  response: {body: x}\n`,
      { line: 3, reason: 'interaction 1 of this go-vcr cassette: the response has no status' },
    ],
    [
      'an interaction that is none',
      'http_interactions:\n- 1\n',
      { line: 2, reason: expect.stringContaining('no map') },
    ],
    ['JSON that breaks off', '{"interactions": [', { line: 1, reason: 'it ends before its JSON does' }],
  ])('%s', (_, text, error) => {
    const found = errorOf(parseRecording(text.startsWith('{') ? 'c.json' : 'c.yaml', text));
    expect(found).toMatchObject(error);
    expect(found.suggestion).not.toBeNull();
  });

  it.each<[string, string]>([
    ['deep nesting', `interactions: ${'['.repeat(100_000)}`],
    [
      'deep nesting in blocks',
      `interactions:\n${Array.from({ length: 3000 }, (_, n) => `${' '.repeat(n)}- `).join('\n')}`,
    ],
    [
      'aliases of aliases',
      `a0: &a0 [x, x]\n${Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}]`).join('\n')}\ninteractions: *a30\n`,
    ],
  ])('%s', (_, text) => {
    expect(errorOf(parseRecording('c.yaml', text)).reason).toMatch(/not YAML|nested too deep|no map|no list/u);
  });

  it('nothing is created from a tag', () => {
    const text = vcrPy('body: {string: !!python/object/apply:os.system ["true"]}');
    expect(bodyText(read(text)[0] as Exchange)).toBe('["true"]');
  });
});

describe('what a recorder wrote in place of a credential', () => {
  it.each([
    'FILTERED',
    'filtered',
    '[REDACTED]',
    'Bearer <OPENAI_API_KEY>',
    'Bearer {{api_key}}',
    'Bearer sk-xxxxxxxxxxxxxxxx',
    'DUMMY_API_KEY',
    'your-api-key-here',
    '**********',
  ])('takes %s for no secret', (value) => {
    const text = vcrPy(`body: {string: ${block(JSON.stringify({ error: value }))}}`).replace(
      'Bearer sk-of-a-user',
      value,
    );
    const quoted = text.replace(`[${value}]`, `[${JSON.stringify(value)}]`);
    const { exchanges, secrets } = valueOf(parseRecording('cassette.yaml', quoted));
    expect(makeRedactor(secrets).isEmpty).toBe(true);
    expect(exchanges[0]?.request.headers.map(([name]) => name)).not.toContain('Authorization');
  });

  it.each(['Bearer sk-of-a-user', 'test-token', 'Bearer abcdefghijklmnop', '!@#$%^&*'])(
    'takes %s for a secret',
    (value) => {
      const quoted = vcrPy('body: {string: "{}"}').replace('[Bearer sk-of-a-user]', () => `[${JSON.stringify(value)}]`);
      const { secrets } = valueOf(parseRecording('cassette.yaml', quoted));
      expect(secrets).toContain(value);
    },
  );
});

describe('plain scalars of YAML', () => {
  it.each([
    ['.', '.'],
    ['e5', 'e5'],
    ['55e10', '55e10'],
    ['y', 'y'],
    ['N', 'N'],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['5.', 5],
    ['1.0e+20', 1e20],
    ['1e-05', 1e-5],
    ['12', 12],
    ['yes', true],
    ['off', false],
    ['~', null],
    ['', null],
  ])('%j is read as recorders mean it', (written, value) => {
    const [exchange] = read(vcrPy(`parsed_body:\n      text: ${written}`));
    expect(JSON.parse(bodyText(exchange as Exchange))).toEqual({ text: value });
  });
});
