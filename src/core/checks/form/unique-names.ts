import { placeOf } from '../../wire/place.js';
import { pointerSteps, valueAt } from '../../wire/pointer.js';
import { gluedObjects } from '../../wire/glued-objects.js';
import { type CheckInput, defineCheck } from '../check.js';
import { repeatedName } from './repeated-name.js';

/** A JSON document as it stood on the wire. */
interface Written {
  readonly text: string;
  readonly chunk: number | null;
}

/** No object of a JSON document has two members of one name. */
export const uniqueNames = defineCheck({
  id: 'unique-names',
  title: 'Each name stands once in its object',
  stage: 'form',
  scope: 'answer',
  kinds: ['repeated'],
  consequenceOf: ['json-document', 'sse-data-json', 'sse-framing'],
  explain: {
    what: 'In a JSON document, a body or the data of an event, no object has two members of the same name. Some parsers keep the first of them, some the last, and strict ones refuse the whole answer. The first such member is told.',
    causes:
      'A gateway that writes its own member beside one that it passes on; an engine that writes one value under two settings.',
    falseAlarm: 'Parsers that keep one of two equal members do not notice. What the second one says is not compared.',
    seen: ['tinyhumansai/openhuman#4204'],
  },
  applies: (view) => view.answer.exchange.raw && written(view).length > 0,
  *judge(view) {
    const told = written(view).flatMap((each) => {
      const at = repeatedName(each.text);
      return at === null ? [] : [{ ...each, at }];
    });
    const [first] = told;
    if (first === undefined) return;
    const { chunk, at, text } = first;
    yield {
      code: 'name-repeated',
      args: { name: pointerSteps(at).at(-1) ?? '', value: valueAt(JSON.parse(text), at) },
      at: placeOf(chunk, at),
      occurrences: told.length,
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
