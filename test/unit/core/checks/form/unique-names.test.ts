import { describe, expect, it } from 'vitest';
import { repeatedName } from '../../../../../src/core/checks/form/unique-names.js';
import type { Json } from '../../../../../src/core/model/json.js';
import { completion, faithfulEvents } from '../../../../support/exchange.js';
import { wireReports } from '../../../../support/wire-spec.js';

const body = JSON.stringify(completion());

describe('unique-names', () => {
  it('leaves faithful answers alone', () => {
    expect(wireReports({ body: completion() })).toEqual([]);
    expect(wireReports({ sse: faithfulEvents() })).toEqual([]);
  });

  it('reports the place of a member that a body has twice', () => {
    const twice = body.replace('"message":{', '"message":{"content":"no",');
    expect(wireReports({ body: twice })).toEqual(['unique-names repeated body/choices/0/message/content']);
  });

  it('reports once a member that several chunks have twice', () => {
    const twice = faithfulEvents().map((event) =>
      typeof event === 'string' ? event : `data: ${JSON.stringify(event).replace('"index":', '"index":0,"index":')}`,
    );
    expect(wireReports({ sse: twice })).toEqual(['unique-names repeated chunk 0/choices/0/index ×4']);
  });
});

const namedTwice = (text: string) => repeatedName(text, JSON.parse(text) as Json);

describe('repeatedName', () => {
  it.each([
    ['{"a":1,"a":2}', '/a'],
    ['{"a":{"b":1},"c":{"b":1}}', null],
    ['[{"a":1},{"a":1},{"b":"\\"a\\":","b" : 2}]', '/2/b'],
    ['{"a":"{\\"b\\":1,\\"b\\":2}"}', null],
    ['{"a":"a","b":["a","a",{"\\u0061":1,"a":2}]}', '/b/2/a'],
    ['{"x/y":[[1,2],{"n":0,"n":0}]}', '/x~1y/1/n'],
    ['"a"', null],
    ['{"a":1,"a" :2}', '/a'],
    ['{"a":"\\":","a":1}', '/a'],
    ['{":a":":","b":["x:","\\":"]}', null],
  ])('of %s', (text, at) => {
    expect(namedTwice(text)).toBe(at);
  });

  it('does not look into what nests without end', () => {
    const deep = `${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`;
    expect(namedTwice(deep)).toBeNull();
    expect(namedTwice(`{"b":${deep},"b":1}`)).toBe('/b');
  });
});
