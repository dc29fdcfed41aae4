import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { formChecks, framingChecks, httpChecks } from '../../../../../src/core/checks/index.js';
import { readAnswer } from '../../../../../src/core/dialect/read-answer.js';
import { chunk, makeExchange, sseText } from '../../../../support/exchange.js';
import { judgeExchange } from '../../../../support/judge-exchange.js';
import { wireSpec } from '../../../../support/wire-spec.js';
import { cuts, lineEnd, split } from '../../wire/arbitrary.js';
import { propertyRuns } from '../../../../support/property-runs.js';

/** The checks of bytes; what the texts say is the business of others. */
const OURS = new Set([...httpChecks, ...formChecks, ...framingChecks].map(({ id }) => id));

/** Text between two events that has no meaning. */
const between = fc.constantFrom('', '', ': keep-alive\n\n', ':\n', 'retry: 3000\n\n', '\n\n', 'x-meta: 1\n\n');
/** Lines that may precede the data of an event. */
const before = fc.constantFrom('', '', 'id: 7\n', ': note\n', 'event: message\n');

const rewriting = fc.record({
  texts: fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }), { maxLength: 8 }),
  between: fc.array(between, { minLength: 12, maxLength: 12 }),
  before: fc.array(before, { minLength: 12, maxLength: 12 }),
  prefix: fc.constantFrom('data: ', 'data:'),
  bom: fc.boolean(),
  end: lineEnd,
  cuts,
});

it('reads any benign rewriting of a faithful stream as the same answer, and reports at most notes', () => {
  fc.assert(
    fc.property(rewriting, (how) => {
      const deltas = how.texts.filter((text) => !text.includes('\ufffd')).map((content) => chunk({ content }));
      const events = [chunk({ role: 'assistant', content: '' }), ...deltas, chunk({}, 'stop'), 'data: [DONE]'];
      const blocks = events.map((event, n) => {
        const block = sseText([event]).replace(/^data: /, how.prefix);
        return `${how.between[n] ?? ''}${how.before[n] ?? ''}${block}`;
      });
      const text = `${how.bom ? '\ufeff' : ''}${blocks.join('').replaceAll('\n', how.end)}`;
      const pieces = split(new TextEncoder().encode(text), how.cuts);

      const faithful = readAnswer(makeExchange({ sse: events }));
      const rewritten = readAnswer(makeExchange({ pieces }));
      expect(rewritten.reply.outputs).toEqual(faithful.reply.outputs);
      expect(rewritten.reply.chunks.map(({ value }) => value)).toEqual(faithful.reply.chunks.map(({ value }) => value));

      const { divergences } = judgeExchange({ pieces }, { spec: wireSpec });
      expect(divergences.filter(({ check, level }) => OURS.has(check) && level !== 'note')).toEqual([]);
    }),
    propertyRuns(500),
  );
});
