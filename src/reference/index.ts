import { type InputError, fail, ok, type Result } from '../core/model/result.js';
import type { Json } from '../core/model/json.js';
import type { Spec } from '../core/model/spec.js';
import { didYouMean } from '../core/spec/suggestion.js';
import { compileSchema } from '../core/schema/validator.js';
import type { Fault } from './fault.js';
import { anthropicMessagesProvider } from './anthropic-messages/provider.js';
import { openaiChatProvider } from './openai-chat/provider.js';
import type { ReferenceProvider } from './provider.js';
import type { Reply, Request } from './reply.js';

/** The reference provider of each dialect, by the id of the dialect. A new one is registered here. */
const providers: ReadonlyMap<string, ReferenceProvider> = new Map<string, ReferenceProvider>([
  ['openai-chat', openaiChatProvider],
  ['anthropic-messages', anthropicMessagesProvider],
]);

/** The faults of all reference providers. */
export const faults: readonly Fault[] = [...providers.values()].flatMap((provider) => provider.faults);

/** The faults of the reference provider of a dialect. */
export function faultsOf(dialect: string): readonly Fault[] {
  return providers.get(dialect)?.faults ?? [];
}

/**
 * The faults of these ids.
 * @param spec that of the provider which shows them; those of another API family would have no effect. By default any
 */
export function findFaults(ids: readonly string[], spec?: Pick<Spec, 'id' | 'dialect'>): Result<readonly Fault[]> {
  const own = spec === undefined ? faults : faultsOf(spec.dialect);
  const known = own.map(({ id }) => id);
  const list = `conformance serve --fault list${spec === undefined ? '' : ` --spec ${spec.id}`}`;
  const errors = ids
    .filter((id) => !known.includes(id))
    .map((id): InputError => {
      const isOther = faults.some((each) => each.id === id);
      return {
        file: '--fault',
        line: null,
        column: null,
        reason: isOther
          ? `${id} has no effect: it is a fault of another API family than that of ${spec?.id}.`
          : `there is no fault ${JSON.stringify(id)}.`,
        suggestion: (isOther ? null : (didYouMean(id, known) ?? suggestSimilar(id, known))) ?? `See ${list}.`,
      };
    });
  return errors.length > 0 ? fail(errors) : ok(own.filter(({ id }) => ids.includes(id)));
}

/** Ids are long and begin with the server that showed the fault; a part of one is what a person remembers. */
function suggestSimilar(id: string, known: readonly string[]): string | null {
  const words = id.split('-').filter((word) => word.length > 2);
  const shared = (other: string): number => words.filter((word) => other.split('-').includes(word)).length;
  const near = known.filter((other) => shared(other) > 0).toSorted((a, b) => shared(b) - shared(a));
  return near.length === 0 ? null : `Did you mean ${near.slice(0, 3).join(', ')}?`;
}

/**
 * The reference provider of a spec, as a function of requests. It opens no socket.
 * @param options.now Unix time in seconds, by the number of the reply, from 1
 */
export function makeReference(options: {
  readonly spec: Spec;
  readonly key: string;
  readonly faults: readonly Fault[];
  readonly now: (serial: number) => number;
}): (request: Request) => Reply {
  const { spec, key, now } = options;
  const provider = providers.get(spec.dialect);
  if (provider === undefined) throw new Error(`The dialect ${spec.dialect} has no reference provider`);
  const validator = spec.schemas.request === undefined ? null : compileSchema(spec.schemas.request);
  const validate = (body: Json) => validator?.validate(body) ?? [];
  let serial = 0;
  return (request) => {
    serial += 1;
    const number = serial;
    return provider.answer(request, {
      spec,
      key,
      faults: options.faults,
      validate,
      serial: number,
      now: () => now(number),
    });
  };
}
