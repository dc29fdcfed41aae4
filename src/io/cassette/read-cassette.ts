import type { Entry } from 'har-format';
import { fail, ok, type Result } from '../../core/model/result.js';
import { fileError } from '../../core/spec/source.js';
import { LARGEST_CAPTURE } from '../files/read-file.js';
import { readGoVcr } from './go-vcr.js';
import { asFields, entryOf, field, type Interaction } from './interaction.js';
import type { ParsedFile } from './read-yaml.js';
import { readVcrPy } from './vcr-py.js';
import { readVcrRuby } from './vcr-ruby.js';

/** What to do with a file that is no recording. */
const USE = 'give a HAR file, a cassette of VCR or go-vcr, or results.ndjson';

/** A cassette format: the member with its interactions, and the reader of one of them. */
interface Format {
  readonly name: string;
  readonly member: string;
  readonly read: (interaction: unknown) => Result<Interaction, string>;
}

const RUBY: Format = { name: 'VCR for Ruby', member: 'http_interactions', read: readVcrRuby };
const PYTHON: Format = { name: 'VCR.py', member: 'interactions', read: readVcrPy };
const GO: Format = { name: 'go-vcr', member: 'interactions', read: readGoVcr };

/** Whether a parsed file is a cassette, or was meant as one. */
export function isCassette(value: unknown): boolean {
  return field(value, 'http_interactions') !== undefined || field(value, 'interactions') !== undefined;
}

/** The interactions of a cassette as entries of HAR. An error names the first interaction that cannot be read. */
export function readCassette(file: string, parsed: ParsedFile): Result<readonly Entry[]> {
  const { value } = parsed;
  const format = formatOf(value);
  if (format === null) return fail([fileError(file, 'it is not a recording', USE)]);
  const interactions = field(value, format.member);
  if (!Array.isArray(interactions)) return fail([parsed.fail([format.member], `"${format.member}" is no list`, USE)]);
  const entries: Entry[] = [];
  let size = 0;
  for (const [n, each] of interactions.entries() as Iterable<[number, unknown]>) {
    const read = readSafely(format, each);
    if (!read.ok) {
      const reason = `interaction ${n + 1} of this ${format.name} cassette: ${read.errors}`;
      return fail([parsed.fail([format.member, n], reason, 'record it again, or remove the interaction')]);
    }
    size += read.value.response.body.length + (read.value.request.body?.length ?? 0);
    if (size > LARGEST_CAPTURE) return fail([fileError(file, 'its bodies are larger than 400 MiB', 'split it')]);
    entries.push(entryOf(read.value));
  }
  return ok(entries);
}

/** VCR.py and go-vcr name their lists alike; only Go writes `url` and `code`. */
function formatOf(value: unknown): Format | null {
  if (field(value, RUBY.member) !== undefined) return RUBY;
  const interactions = field(value, PYTHON.member);
  if (interactions === undefined) return null;
  const first: unknown = Array.isArray(interactions) ? interactions[0] : undefined;
  const isGo =
    field(field(first, 'request'), 'url') !== undefined || field(field(first, 'response'), 'code') !== undefined;
  return isGo ? GO : PYTHON;
}

function readSafely({ read }: Format, interaction: unknown): Result<Interaction, string> {
  if (asFields(interaction) === null) return fail('it is no map');
  if (asFields(field(interaction, 'request')) === null) return fail('it has no request');
  if (asFields(field(interaction, 'response')) === null) return fail('it has no response');
  try {
    return read(interaction);
  } catch (error) {
    // A parsed body that is too deep or too long to be written as JSON again.
    if (error instanceof RangeError || error instanceof TypeError) return fail('a body is too deep or too long');
    throw error;
  }
}
