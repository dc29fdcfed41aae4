import { defined } from '../../core/model/defined.js';
import { cancel, isCancel, log, multiselect, select, spinner, text } from '@clack/prompts';
import type { Spec } from '../../core/model/spec.js';
import { count } from '../../core/wire/quote.js';
import { cleanText } from '../../core/report/clean.js';
import { parseBaseUrl } from '../../io/http/base-url.js';
import { wrapText } from '../../reporters/terminal/layout.js';
import { splitNames } from '../shared/read-all.js';
import type { InitFlags } from './init.js';
import { findModels, tryRequest } from './try-request.js';

const DEFAULT_KEY_ENV = 'CONFORMANCE_API_KEY';
const DEFAULT_SPEC = 'openai';

/** The values of options that are not a model. */
const OTHER = '';
const RECOMMENDED = ' ';

/** The columns of the line at the left of a dialog, with a space for the cursor. */
const RAIL = 4;

class Cancelled extends Error {}

/** Asks on the terminal. Each answer is checked at once; after a failed request every answer can be changed. */
export async function interview(flags: InitFlags, specs: readonly Spec[]): Promise<InitFlags | null> {
  if (flags.reference !== undefined && flags.spec !== undefined) return flags;
  try {
    let answers = await askAll(flags, {}, specs);
    while (!(await isUsable(answers))) answers = await askAll(flags, answers, specs);
    return { ...flags, ...answers };
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    cancel('Nothing was written.');
    return null;
  }
}

/** @param last the answers of the round before, which are offered again */
async function askAll(flags: InitFlags, last: Partial<InitFlags>, specs: readonly Spec[]): Promise<Partial<InitFlags>> {
  const spec = flags.spec ?? (await askSpecs(last.spec, specs));
  if (flags.reference !== undefined) return { spec };
  const baseUrl = flags.baseUrl ?? (await askUrl(last.baseUrl));
  const keyEnv = flags.keyEnv ?? (await askKeyEnv(last.keyEnv));
  const first = specs.find(({ id }) => id === splitNames(spec)[0]);
  const model = flags.model ?? (await askModel({ baseUrl, keyEnv, spec: first, last: last.model }));
  return { spec, baseUrl, keyEnv, ...defined({ model: model ?? undefined }) };
}

async function askUrl(last = ''): Promise<string> {
  const given = await text({
    message: 'Endpoint, with its version prefix',
    placeholder: 'https://gateway.example/v1',
    initialValue: last,
    validate: (value = '') => {
      const read = parseBaseUrl(value);
      if (read.ok) return undefined;
      const [error] = read.errors;
      return [error?.reason, error?.suggestion].filter((part) => part !== null).join('; ');
    },
  });
  return orCancel(given).trim();
}

async function askSpecs(last: string | undefined, specs: readonly Spec[]): Promise<string> {
  const chosen = await multiselect({
    message: 'Specs to judge by (space selects, enter continues)',
    options: specs.map(({ id, title }) => ({ value: id, label: id, hint: title })),
    initialValues: last === undefined ? [DEFAULT_SPEC] : [...splitNames(last)],
    required: true,
  });
  return orCancel(chosen).join(',');
}

async function askKeyEnv(last = DEFAULT_KEY_ENV): Promise<string> {
  const given = await text({
    message: 'Environment variable that holds the API key',
    initialValue: last,
    validate: (value = '') =>
      /^[A-Za-z_][A-Za-z0-9_]*$/u.test(value.trim())
        ? undefined
        : 'Expected the name of a variable, not the key itself.',
  });
  const name = orCancel(given).trim();
  if ((process.env[name] ?? '') === '') log.warn(`${name} is not set now. Set it before a run.`);
  return name;
}

interface ModelQuestion {
  readonly baseUrl: string;
  readonly keyEnv: string;
  readonly spec: Spec | undefined;
  readonly last: string | undefined;
}

/** One of the models that the endpoint lists, or another. Null for the one that the spec recommends. */
async function askModel({ baseUrl, keyEnv, spec, last }: ModelQuestion): Promise<string | null> {
  const busy = spinner();
  busy.start('GET /models');
  const models = spec === undefined ? [] : await findModels(baseUrl, keyEnv, spec);
  busy.stop(
    models.length === 0
      ? 'GET /models gave no list of models.'
      : `The endpoint lists ${count(models.length, 'model')}.`,
  );
  const recommended = spec?.models.recommended ?? null;
  if (models.length > 0) {
    const chosen = await select({
      message: 'Model to request',
      options: [
        ...models.map((id) => ({ value: id, label: cleanText(id) })),
        ...(recommended === null ? [] : [{ value: RECOMMENDED, label: `${recommended}, recommended by the spec` }]),
        { value: OTHER, label: 'another one' },
      ],
      initialValue: last ?? models[0] ?? OTHER,
      maxItems: 10,
    });
    const model = orCancel(chosen);
    if (model !== OTHER) return model === RECOMMENDED ? null : model;
  }
  const given = await text({
    message: `Model to request${recommended === null ? '' : ` (empty: ${recommended})`}`,
    initialValue: last ?? '',
    validate: (value = '') => (value.trim() === '' && recommended === null ? 'Name a model.' : undefined),
  });
  const model = orCancel(given).trim();
  return model === '' ? null : model;
}

/** Sends one request. If it fails, the user decides whether to change the answers. */
async function isUsable(answers: Partial<InitFlags>): Promise<boolean> {
  const { baseUrl, keyEnv = DEFAULT_KEY_ENV, spec = DEFAULT_SPEC, model } = answers;
  if (baseUrl === undefined) return true;
  const busy = spinner();
  busy.start('Sending one request');
  const failure = await tryRequest({ baseUrl, keyEnv, specs: splitNames(spec), model });
  busy.stop(failure === null ? 'One request was sent and answered.' : 'One request failed.');
  if (failure === null) return true;
  log.error(wrapText(cleanText(failure), (process.stdout.columns ?? 80) - RAIL, 0));
  const next = await select({
    message: 'What now?',
    options: [
      { value: 'change', label: 'Change the answers' },
      { value: 'write', label: 'Write the file anyway' },
    ],
    initialValue: 'change',
  });
  return orCancel(next) === 'write';
}

function orCancel<T>(answer: T): Exclude<T, symbol> {
  if (isCancel(answer)) throw new Cancelled();
  // The only symbol that a prompt returns is the one for cancelling.
  return answer as Exclude<T, symbol>;
}
