import type { Dialect } from '../dialect/dialect.js';
import { COMMON_MISTAKES } from '../model/claim.js';
import { memoize } from '../model/memoize.js';
import type { Auth, Stimulus } from '../model/case.js';
import type { JsonSchema } from '../model/json.js';
import type { DerivedFrom } from '../model/suite.js';

type Names = Pick<Dialect, 'mistakes' | 'stimulusNames'>;

/** The keys of a record: every member of a union, none forgotten. */
function members<T extends string>(record: Readonly<Record<T, true>>): readonly string[] {
  return Object.keys(record);
}

const stimuli = members<Stimulus>({
  text: true,
  'tool-call': true,
  'parallel-tool-calls': true,
  'cut-by-length': true,
  'stopped-by-sequence': true,
  'non-ascii': true,
  'several-outputs': true,
});

const authKinds = members<Auth['kind']>({
  valid: true,
  none: true,
  wrong: true,
  malformed: true,
  'lower-case': true,
  foreign: true,
});

const derivedFrom = members<DerivedFrom>({ parameters: true, required: true, auth: true });

const line: JsonSchema = { type: 'string', minLength: 1 };
const names: JsonSchema = { type: 'array', items: line, uniqueItems: true };
const limit: JsonSchema = { type: 'integer', minimum: 1, description: 'A number of tokens, 1 or more.' };
const request: JsonSchema = {
  type: 'object',
  description: 'The parameters of the request. The runner adds model, stream and credentials.',
};

const step: JsonSchema = {
  request,
  also: { type: 'object', description: 'Further parameters of the request, each sent if the spec documents it.' },
  rawBody: { type: 'string', description: 'A body that is sent word for word.' },
  model: { type: ['string', 'null'], description: 'null leaves the model out; a name requests that one.' },
  limit,
  method: { enum: ['GET', 'POST', 'PUT', 'DELETE'] },
  path: {
    type: 'string',
    pattern: '^/',
    description: 'A path below the base URL, as in /models. `{alias}` is another name of the model.',
  },
  headers: {
    type: 'object',
    propertyNames: { pattern: '^[a-z0-9-]+$' },
    additionalProperties: { type: 'string' },
    description: 'Header names in small letters, and their values.',
  },
  hangUpAfter: { type: 'integer', minimum: 1, description: 'A number of events, 1 or more.' },
  answerAt: {
    type: 'integer',
    minimum: 1,
    description:
      'The position in `messages` for the answer to the step before: its message as it was received, and a result for each of its tool calls.',
  },
  auth: { enum: authKinds },
};

const writtenCase = ({ mistakes, stimulusNames }: Names): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  required: ['id', 'title', 'asks', 'about'],
  properties: {
    id: {
      type: 'string',
      pattern: '^[a-z0-9]+([._-][a-z0-9]+)*$',
      description: 'Small letters and digits, joined by hyphens, dots or underscores.',
    },
    title: { ...line, description: 'Say in a few words what is sent: `title: A minimal request`.' },
    asks: { ...line, description: 'Say in one sentence what the case is for.' },
    needs: { ...names, description: 'A list of features or request parameters.' },
    about: { ...line, description: 'Name the feature or request parameter whose claim a refusal breaks.' },
    expects: { enum: ['accepted', 'either'] },
    mistake: { enum: [...COMMON_MISTAKES, ...mistakes.keys()] },
    documented: {
      ...line,
      description: 'What the documents say of the wrong value, for findings: `only with logprobs: true`.',
    },
    stimulus: { enum: [...stimuli, ...stimulusNames.keys()] },
    elicits: line,
    joins: {
      const: true,
      description: 'true: the request may be combined with others that differ in further parameters.',
    },
    combines: { const: true, description: 'true: the case is about parameters together.' },
    uncommon: { const: true, description: 'true: few providers document what the case needs.' },
    steps: {
      type: 'array',
      minItems: 2,
      items: {
        type: 'object',
        additionalProperties: false,
        properties: {
          ...step,
          stream: { type: 'boolean' },
          needs: { ...names, description: 'Features that the step needs; it is left out for a spec without them.' },
        },
      },
      description: 'Two requests or more, in order.',
    },
    ...step,
    stream: { enum: [true, false, 'both'] },
    costly: {
      type: 'object',
      additionalProperties: false,
      properties: { case: line, streamed: line },
      description: 'What the case, or the streamed variant of `stream: both`, needs if a run has no room for it.',
    },
  },
});

const reasons: JsonSchema = {
  type: 'object',
  additionalProperties: line,
  description: 'Names of derived cases, each with the reason.',
};

const rule: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    skip: { ...line, description: 'Say why nothing is derived.' },
    written: { type: 'boolean' },
    someModels: { type: 'boolean' },
    uncommon: { type: 'boolean' },
    with: { type: 'object' },
    values: { type: 'object', propertyNames: { pattern: '^[a-z0-9_-]+$' } },
    probes: { type: 'object', propertyNames: { pattern: '^[a-z0-9_-]+$' } },
    joins: { ...names, description: 'Names of derived cases that may be combined with others in one request.' },
    limits: {
      type: 'object',
      additionalProperties: limit,
      description: 'Names of derived cases, each with its token limit.',
    },
    omit: reasons,
    omitOpen: reasons,
    costly: reasons,
  },
};

/** The shape of a suite file of a dialect. */
export const suiteShape = memoize((dialect: Names): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  required: ['id', 'title', 'dialect', 'order', 'cases'],
  properties: {
    id: {
      type: 'string',
      pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
      description: 'Small letters and digits, joined by hyphens.',
    },
    title: line,
    dialect: { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', description: 'Such as openai-chat.' },
    order: { type: 'integer', description: 'A number: suites run in its order.' },
    cases: { type: 'array', items: writtenCase(dialect), description: 'A list of cases, or [].' },
    derive: {
      type: 'object',
      additionalProperties: false,
      required: ['from', 'request'],
      properties: {
        from: { enum: derivedFrom },
        request,
        limit,
        elicits: { ...line, description: 'The text that the request dictates.' },
        parameters: { type: 'object', additionalProperties: rule },
      },
    },
  },
}));
