import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { escapeUnseen } from '../../../src/core/wire/quote.js';
import { curlOf, shellQuote } from '../../../src/core/report/curl.js';
import { makeExchange } from '../../support/exchange.js';

const HOSTILE = [
  "'; touch /tmp/owned; '",
  '$(id) `id` ${HOME} \\ " !',
  'two\nlines\tand\u001b[31m',
  '\u202eabc\u200b',
  "\\' \u0007",
  '--output=x',
];

describe('shellQuote', () => {
  test.each(HOSTILE)('is one word that bash reads back: %j', (text) => {
    const word = shellQuote(text);
    expect(execFileSync('bash', ['-c', `LC_ALL=C.UTF-8; printf %s ${word}`]).toString()).toBe(text);
    expect(escapeUnseen(word)).toBe(word);
  });
});

describe('curlOf', () => {
  const request = makeExchange({
    request: { a: "it's \u202e" },
    requestHeaders: [
      ['content-type', 'application/json'],
      ['@file', 'x'],
      ['content-length', '9'],
    ],
  }).request;

  test('names the key by its variable, and leaves out what curl writes or would misread', () => {
    const line = curlOf(request, []);
    expect(line).toContain('"authorization: Bearer $CONFORMANCE_API_KEY"');
    expect(line).not.toMatch(/@file|content-length/u);
    expect(line).toContain(String.raw`--data-raw '{"a":"it'\''s \u202e"}'`);
  });

  test('sends no key, or the made-up one, where the case does', () => {
    expect(curlOf({ ...request, auth: { kind: 'none', scheme: null } }, [])).not.toContain('CONFORMANCE_API_KEY');
    expect(curlOf({ ...request, auth: { kind: 'wrong', scheme: null } }, [])).toContain(
      'Bearer sk-conformance-wrong-key',
    );
  });

  test('uses the form of the record if the spec is not at hand', () => {
    const form = { header: 'x-api-key', prefix: '', headers: { 'anthropic-version': '2023-06-01' } };
    const line = curlOf({ ...request, auth: { kind: 'valid', scheme: 'x', form } }, []);
    expect(line).toContain('"x-api-key: $CONFORMANCE_API_KEY"');
    expect(line).toContain("'anthropic-version: 2023-06-01'");
    expect(line).not.toContain('authorization');
  });

  test.each(HOSTILE)('reads a forged form of the key back in bash: %j', (prefix) => {
    const form = { header: 'x`id`', prefix, headers: { '@/etc/passwd': 'x' } };
    const line = curlOf({ ...request, auth: { kind: 'valid', scheme: 'x', form } }, []);
    expect(escapeUnseen(line.replaceAll(' \\\n  ', ' '))).toBe(line.replaceAll(' \\\n  ', ' '));
    expect(line).not.toContain('@/etc');
    const printed = execFileSync('bash', ['-c', `LC_ALL=C.UTF-8; curl() { printf '%s\\0' "$@"; }; ${line}`], {
      env: { ...process.env, CONFORMANCE_API_KEY: 'the key' },
    });
    expect(printed.toString().split('\0')).toContain(`x\`id\`: ${prefix}the key`);
  });

  test('leaves out a header of the key whose name is none', () => {
    const form = { header: '@/etc/passwd', prefix: '', headers: {} };
    expect(curlOf({ ...request, auth: { kind: 'valid', scheme: 'x', form } }, [])).not.toContain('@/etc');
  });

  test('uses the scheme that the spec documents', () => {
    const schemes = [
      { id: 'x', header: 'x-api-key', prefix: '', headers: { 'anthropic-version': '2023-06-01' }, claim: 'c' },
    ];
    const line = curlOf(request, schemes);
    expect(line).toContain('"x-api-key: $CONFORMANCE_API_KEY"');
    expect(line).toContain("'anthropic-version: 2023-06-01'");
  });
});
