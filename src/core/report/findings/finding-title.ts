import type { Divergence, Kind } from '../../model/divergence.js';
import { describePlace } from '../../wire/place.js';

type Shown = Pick<Divergence, 'kind' | 'at' | 'actual' | 'title'>;

/** A divergence in a few words without a full stop, for checks and records that give no title. */
export function titleOf(divergence: Shown): string {
  if (divergence.title !== undefined) return divergence.title;
  const where = placeInWords(divergence);
  const { kind, actual } = divergence;
  const title = TITLES.get(kind);
  return title === undefined ? `${where}: ${actual}` : title(where, actual);
}

type Title = (where: string, actual: string) => string;

const TITLES: ReadonlyMap<Kind, Title> = new Map<Kind, Title>([
  ['missing-field', (where) => `${where} is missing`],
  ['missing-header', (where) => `${where} is missing`],
  ['wrong-type', (where, actual) => `${where} is ${actual}`],
  ['wrong-value', (where, actual) => `${where} is ${actual}`],
  ['out-of-range', (where, actual) => `${where} is ${actual}`],
  ['wrong-header', (where, actual) => `${where} is ${actual}`],
  ['wrong-media-type', (_, actual) => `the media type is ${actual}`],
  ['wrong-status', (_, actual) => `the status is ${actual}`],
  ['undocumented-field', (where) => `${where} is not documented`],
  ['wrong-form', (_, actual) => `the answer came as ${actual}`],
  ['missing-terminator', (_, actual) => `the stream has no terminator: ${actual}`],
  ['repeated', (where, actual) => `${where} is repeated: ${actual}`],
  ['refused', (_, actual) => `the request got ${actual}`],
  ['accepted-invalid', () => 'an invalid request was accepted'],
]);

/** The place `/usage in the last chunk`, without the number of the chunk: it differs from case to case. */
function placeInWords({ at }: Shown): string {
  if (at.part === 'chunk') return at.pointer === '' ? 'a chunk' : `${lastNames(at.pointer)} in a chunk`;
  if (at.part === 'body') return at.pointer === '' ? 'the body' : lastNames(at.pointer);
  if (at.part === 'stream') return 'the stream';
  return describePlace(at);
}

/** A pointer as it is written in code: `data[].id`. */
function lastNames(pointer: string): string {
  const shown = describePlace({ part: 'body', pointer }).slice('body '.length);
  return shown
    .slice(1)
    .replaceAll(/\/\d+(?=\/|$)/gu, '[]')
    .replaceAll('/', '.')
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
}
