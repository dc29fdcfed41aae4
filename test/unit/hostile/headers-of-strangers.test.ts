import { expect, it } from 'vitest';
import { parseSuite } from '../../../src/core/plan/parse-suite.js';
import { parse, swap } from '../core/spec/sample.js';

/** Headers in a file that would end the run, or change another part of the request. */
const WRONG: readonly (readonly [name: string, value: string])[] = [
  ['x-a', 'b\r\nx-b: c'],
  ['x-a', 'b\n'],
  ['x-a', '漢'],
  ['x-a', 'é'],
  ['x-a', '\u0000'],
  ['host', 'other.example'],
  ['connection', 'close'],
  ['content-length', '3'],
  ['transfer-encoding', 'chunked'],
  ['upgrade', 'websocket'],
  ['proxy-authorization', 'Basic eDp5'],
];

const reasonsOf = (read: ReturnType<typeof parse> | ReturnType<typeof parseSuite>): string =>
  read.ok ? '' : read.errors.map(({ reason }) => reason).join('\n');
const headersOf = (name: string, value: string): string => JSON.stringify({ [name]: value });
const REFUSED = /header (?:cannot be|\S+ (?:cannot be|ends|has))/u;

it.each(WRONG)('a spec and a suite with the header %s: %j are refused, and the value is not printed', (name, value) => {
  const scheme = `headers: ${headersOf(name, value)}`;
  const suite = `id: s\ntitle: T\ndialect: openai-chat\norder: 1\ncases:\n  - id: c\n    title: T\n    asks: A.\n    about: endpoint\n    request: {messages: []}\n    ${scheme}\n`;
  const reasons = [
    reasonsOf(parse(swap('spec.yaml', 'models: {', `${scheme}\nmodels: {`))),
    reasonsOf(parse(swap('spec.yaml', 'headers: {}', scheme))),
    reasonsOf(parseSuite(suite, 's.yaml')),
  ];
  for (const reason of reasons) {
    expect(reason).toMatch(REFUSED);
    expect(reason).not.toContain(value.trim());
  }
});

it.each([
  ['header: authorization', 'header: host'],
  ['prefix: "Bearer "', 'prefix: "Bearer\\r\\nx-b: "'],
])('a scheme with %s changed to %s is refused', (from, to) => {
  expect(reasonsOf(parse(swap('spec.yaml', from, to)))).toMatch(REFUSED);
});
