import { asArray } from '../../wire/json.js';
import { bodyPlace } from '../../wire/place.js';
import { member } from '../../wire/pointer.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';

/** The list of models is not empty while a model answers. */
export const modelsListed = defineCheck({
  id: 'models-listed',
  title: 'The list of models is not empty',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['inconsistent'],
  explain: {
    what: 'If a model answers in the same case, the list of models is not empty. The names in it are not judged, because models have aliases.',
    causes: 'A list that is read from a cache or a registry without the model in use.',
    falseAlarm:
      'An endpoint may have been started without a model and got one between the two requests; a list may show only what the key may use.',
    seen: [],
  },
  applies: (input) => listIn(input) !== null && answeringModel(input) !== null,
  *judge(input) {
    if (listIn(input)?.length !== 0) return;
    yield { code: 'models-empty', args: { model: answeringModel(input) ?? '' }, at: bodyPlace('/data') };
  },
});

function listIn({ answer }: CheckInput): readonly unknown[] | null {
  if (answer.operation !== 'models' || answer.status !== 200 || !answer.body.ok) return null;
  const data = member(answer.body.value, 'data');
  return Array.isArray(data) ? asArray(data) : null;
}

/** The model that another answer of the case comes from; null if there is none. */
function answeringModel({ answer, answers }: CheckInput): string | null {
  const other = answers.find((each) => each !== answer && each.operation === 'generate' && each.succeeded);
  return other === undefined ? null : (other.reply.model?.value ?? null);
}
