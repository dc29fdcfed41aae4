import { describe, expect, it } from 'vitest';
import { joinUrl } from '../../../src/core/wire/join-url.js';
import { parseBaseUrl } from '../../../src/io/http/base-url.js';
import { errorOf, valueOf } from '../../support/result.js';

describe('joinUrl', () => {
  it.each([
    ['http://h:8080/v1', '/chat/completions', 'http://h:8080/v1/chat/completions'],
    ['http://h:8080/v1/', '/chat/completions', 'http://h:8080/v1/chat/completions'],
    ['http://h:8080/v1', '/v1/chat/completions', 'http://h:8080/v1/chat/completions'],
    ['http://h:8080', '/chat/completions', 'http://h:8080/chat/completions'],
    ['http://h:8080', '/v1/chat/completions', 'http://h:8080/v1/chat/completions'],
    ['https://h/api/openai/v1', '/v1/models', 'https://h/api/openai/v1/models'],
    ['https://h/openai?api-version=1', '/models?limit=2', 'https://h/openai/models?api-version=1&limit=2'],
  ])('%s and %s', (base, path, expected) => {
    expect(joinUrl(new URL(base), path)).toBe(expected);
    expect(valueOf(parseBaseUrl(base))).toBeInstanceOf(URL);
  });
});

describe('parseBaseUrl', () => {
  it.each([
    ['', 'empty', 'http://127.0.0.1:8080/v1'],
    ['localhost:8080/v1', 'http://', 'http://localhost:8080/v1'],
    ['api.example.com/v1', 'http://', 'https://api.example.com/v1'],
    ['ftp://example.com/v1', 'http://', 'https://example.com/v1'],
    ['http://', 'not a URL', null],
    ['http://h/v1/chat/completions', '/chat/completions', 'http://h/v1'],
    ['http://h/v1/models/?api-version=1', '/models', 'http://h/v1?api-version=1'],
    ['http://h/v1/models?tenant=secret', '/models', 'http://h/v1?tenant=REDACTED'],
    ['ftp://me:secret@h/v1?tenant=secret', 'http://', 'https://h/v1?tenant=REDACTED'],
    ['h:8080:1/v1?tenant=secret#secret', 'http://', 'https://h:8080:1/v1'],
    ['http://me:secret@h/v1', 'credentials', '--key-env'],
    ['http://h/v1?key=abc', 'credentials', '--key-env'],
  ])('refuses %j and says what would be right', (text, reason, suggestion) => {
    const refused = errorOf(parseBaseUrl(text));
    expect(refused.reason).toContain(reason);
    expect(refused.suggestion ?? '').toContain(suggestion ?? '');
    expect(JSON.stringify(refused)).not.toMatch(/secret|abc/);
  });
});
