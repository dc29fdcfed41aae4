import type { Case, Omission } from '../../../../src/core/model/case.js';
import type { JsonObject } from '../../../../src/core/model/json.js';
import type { Spec } from '../../../../src/core/model/spec.js';
import type { Suite } from '../../../../src/core/model/suite.js';
import { makePlan, type PlanInput } from '../../../../src/core/plan/make-plan.js';
import { parseSuite } from '../../../../src/core/plan/parse-suite.js';
import { specWith, type SpecParts } from '../../../support/spec.js';

/** A suite from its YAML; the keys before `cases:` or `derive:` are filled in. */
export function suite(yaml: string, id = 'basic'): Suite {
  const parsed = parseSuite(`id: ${id}\ntitle: T\ndialect: openai-chat\norder: 1\n${yaml}`, `${id}.yaml`);
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
}

/** A spec whose request schema documents messages and these parameters, each with its claim. */
export function spec(id: string, properties: JsonObject = {}, parts: SpecParts & { required?: string[] } = {}): Spec {
  const named = Object.entries({
    model: { type: 'string' },
    messages: { type: 'array', items: { type: 'object' } },
    stream: { type: 'boolean' },
    ...properties,
  }).map(([name, schema]): [string, JsonObject] => [name, { 'x-claim': `${id}.${name}`, ...(schema as JsonObject) }]);
  const request = {
    type: 'object',
    required: parts.required ?? ['model', 'messages'],
    properties: Object.fromEntries(named),
  };
  return { ...specWith({ ...parts, schemas: { request } }), id };
}

/** The plan, or a failed test. */
export function plan(input: Partial<PlanInput> & Pick<PlanInput, 'specs' | 'suites'>): {
  readonly cases: readonly Case[];
  readonly omitted: readonly Omission[];
} {
  const made = makePlan({ model: 'm-1', ...input });
  if ('errors' in made) throw new Error(JSON.stringify(made.errors));
  return made.value;
}

/** A written case that needs nothing. */
export function caseYaml(id: string, more = ''): string {
  return `  - id: ${id}
    title: T
    asks: A.
    about: endpoint
    request: {messages: [{role: user, content: Hi}]${more.startsWith(',') ? more : ''}}
${more.startsWith(',') ? '' : more}`;
}
