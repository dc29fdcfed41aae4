import { asArray, asObject, asString } from '../wire/json.js';
import type { Parameter } from './convert-request.js';
import { type DraftClaim, makeClaim } from './draft-claims.js';
import { type Excerpt, quoteMember } from './excerpt.js';
import type { ImportContext } from './import-context.js';

/**
 * A claim for each parameter: a request that uses it must be accepted. Another one for stop sequences, if the description
 * says what they do.
 */
export function claimParameters(
  { document, dialect }: Pick<ImportContext, 'document' | 'dialect'>,
  parameters: ReadonlyMap<string, Parameter>,
  id: string,
): readonly DraftClaim[] {
  return [...parameters].flatMap(([name, parameter]) => {
    const schema = asObject(parameter.value) ?? {};
    const isRequired = asArray(asObject(parameter.parent.value)?.['required']).includes(name);
    const description = asString(schema['description']) ?? '';
    const [sentence = ''] = description.split(/(?<=[.!?])\s/u, 1);
    const what = sentence === '' ? '.' : `: ${onOneLine(sentence)}`;
    const says = `The request takes \`${name}\`${isRequired ? ', which is required' : ''}${what}`;
    const claim = parameterClaim(id, name);
    const excerpt = quoteMember(document, parameter);
    const isStop = dialect.request.read({ [name]: [STOP] }).stop.includes(STOP);
    return [
      makeClaim(claim, says, excerpt, { heldBy: [{ feature: name }] }),
      ...(isStop ? claimStop(claim, description, excerpt) : []),
    ];
  });
}

/** A made-up stop sequence. */
const STOP = 'a stop sequence';

/** Says that a sequence ends the text: "where the API will stop generating further tokens". */
const ENDS =
  /\b(?:stops?|ends?|halts?|terminates?)\s+(?:the\s+)?(?:further\s+)?(?:generat|output|complet|text)\w*|\bgenerat\w*\s+(?:\w+\s+){0,3}(?:stops?|ends?|stopped|ended|halted|terminated)\b/iu;

/** Says that the text does not include the sequence. */
const EXCLUDES = /\bnot\s+(?:be\s+)?(?:contain|includ|return)|\bexclud|\bwithout\s+(?:the\s+)?(?:stop|sequence)/iu;

/** The claim that a stop sequence ends the text, if the quoted description says so. */
function claimStop(claim: string, description: string, excerpt: Excerpt): readonly DraftClaim[] {
  const quoted = onOneLine(excerpt.quote);
  const isQuoted = (pattern: RegExp): boolean => {
    const [words] = pattern.exec(onOneLine(description)) ?? [];
    return words !== undefined && quoted.includes(words);
  };
  if (!isQuoted(ENDS)) return [];
  const level: Pick<DraftClaim, 'level' | 'levelReason'> = isQuoted(EXCLUDES)
    ? {}
    : { level: 'should', levelReason: 'The document does not say whether the sequence is part of the text.' };
  const says = 'The text ends before a stop sequence.';
  return [makeClaim(`${claim}.obeyed`, says, excerpt, { ...level, heldBy: [{ check: 'stop' }] })];
}

const onOneLine = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

/** The id of the claim about a parameter. */
export function parameterClaim(id: string, name: string): string {
  return `${id}.request.${name.replaceAll(/[^A-Za-z0-9_-]/gu, '_')}`;
}
