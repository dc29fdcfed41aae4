import { placeOf } from '../../wire/place.js';
import { valueAt } from '../../wire/pointer.js';
import { defineCheck } from '../../dialect/check.js';
import { documentsOf } from './read-schemas.js';
import { factsOf } from './document.js';

/** Undocumented fields: a note for each path. */
export const undocumentedField = defineCheck({
  id: 'undocumented-field',
  title: 'Fields are documented',
  stage: 'schema',
  scope: 'answer',
  kinds: ['undocumented-field'],
  runs: 'always',
  looksAt: 'errors-too',
  explain: {
    what: 'Every field of a body, chunk or error that the schemas of the spec do not have is a note. It never fails a run: documents rarely exclude further fields.',
    causes:
      'Extensions of a gateway (cost, provider, filters), fields of a backend passed through, new fields of the API.',
    falseAlarm: 'A new field may be documented on a page that the spec does not cite, or since the spec was read.',
    seen: ['langwatch/langwatch#6196', 'microsoft/foundry-local#144', 'BerriAI/litellm#17532'],
  },
  applies: (input) => documentsOf(input).length > 0,
  observes: () => [],
  *judge(input) {
    for (const document of documentsOf(input)) {
      const { value, chunk } = document;
      for (const { pointer, claim } of factsOf(document).undocumented) {
        yield {
          code: 'field-undocumented',
          args: { pointer, value: valueAt(value, pointer) },
          at: placeOf(chunk, pointer),
          claim: claim ?? undefined,
          level: 'note',
        };
      }
    }
  },
});
