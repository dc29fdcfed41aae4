import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { judgeExchange } from '../../../../support/judge-exchange.js';
import { wireSpec } from '../../../../support/wire-spec.js';

it('says of damaged gzip that it is corrupt, and not that it is none', () => {
  const damaged = new Uint8Array(gzipSync('{"choices":[]}')).slice(0, 20);
  const headers = { 'content-encoding': 'gzip' };
  const sent = { body: damaged, headers, end: 'protocol', endCode: 'Z_DATA_ERROR' } as const;
  expect(judgeExchange(sent, { spec: wireSpec }).divergences.map(({ title }) => title)).toEqual([
    'The gzip body is corrupt',
  ]);
});
