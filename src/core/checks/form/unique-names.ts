import { placeOf } from '../../wire/place.js';
import { pointerSteps, valueAt } from '../../wire/pointer.js';
import { gluedObjects } from '../../wire/glued-objects.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { repeatedName } from './repeated-name.js';

/** A JSON document as it was on the wire. */
interface Written {
  readonly text: string;
  readonly chunk: number | null;
}

/** No object of a JSON document has two members with one name. */
export const uniqueNames = defineCheck({
  id: 'unique-names',
  title: 'The names in an object are unique',
  stage: 'form',
  scope: 'answer',
  kinds: ['repeated'],
  consequenceOf: ['json-document', 'sse-data-json', 'sse-framing'],
  explain: {
    what: 'In a JSON document, a body or the data of an event, no object has two members with the same name. Some parsers keep the first, some the last, and strict ones reject the document. The first such member is reported.',
    causes:
      'A gateway that adds its own member to an object that already has it; an engine that writes one value under two settings.',
    falseAlarm:
      'Parsers that keep one of two equal members do not notice. The values of the two members are not compared.',
    seen: ['tinyhumansai/openhuman#4204'],
  },
  applies: (view) => view.answer.exchange.raw && written(view).length > 0,
  *judge(view) {
    const repeated = written(view).flatMap((each) => {
      const at = repeatedName(each.text);
      return at === null ? [] : [{ ...each, at }];
    });
    const [first] = repeated;
    if (first === undefined) return;
    const { chunk, at, text } = first;
    yield {
      code: 'name-repeated',
      args: { name: pointerSteps(at).at(-1) ?? '', value: valueAt(JSON.parse(text), at) },
      at: placeOf(chunk, at),
      occurrences: repeated.length,
    };
  },
});

/** The documents of an answer, as text: the body, or the data of the events that became one chunk each. */
function written({ answer }: CheckInput): readonly Written[] {
  if (answer.form === 'json' && 'value' in answer.body)
    return [{ text: answer.text.replace(/^\ufeff/, ''), chunk: null }];
  return answer.reply.chunks.flatMap(({ n, event }) =>
    event.data === null || gluedObjects(event.data) !== null ? [] : [{ text: event.data, chunk: n }],
  );
}
