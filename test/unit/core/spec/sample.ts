import { type Check, defineCheck } from '../../../../src/core/dialect/check.js';
import { dialects } from '../../../../src/core/dialect/index.js';
import { parseSpec } from '../../../../src/core/spec/parse-spec.js';
import { parseStandard } from '../../../../src/core/spec/parse-standard.js';
import type { Result } from '../../../../src/core/model/result.js';
import type { Spec } from '../../../../src/core/model/spec.js';

/** A small spec without fault, as texts. */
export const good: Readonly<Record<string, string>> = {
  'spec.yaml': `id: acme
provider: Acme
title: Acme chat
revision: 2026-11-20
dialect: openai-chat
baseUrl: https://api.acme.example/v1
path: /v1/chat/completions
modelsPath: null
standards: [sse]
docs:
  - {id: chat, title: Acme chat, url: https://acme.example/docs, read: 2026-11-20, sha256: null}
auth:
  - {id: bearer, header: authorization, prefix: "Bearer ", headers: {}, claim: acme.chat.auth}
models: {recommended: acme-1, documented: [acme-1]}
features:
  endpoint: acme.chat.path
terminator: "[DONE]"
examples:
  - {id: hello, doc: chat, schema: response, file: examples/hello.json}
errata: []
contradictions:
  - {id: c1, claims: [acme.chat.path], what: Two paths., resolution: Either.}
`,
  'claims.yaml': `doc: chat
claims:
  - id: acme.chat.path
    basis: stated
    says: The path is /v1/chat/completions.
    quote: POST /v1/chat/completions
    heldBy:
      - feature: endpoint
  - id: acme.chat.auth
    basis: stated
    says: A key is required.
    quote: Authorization required
    heldBy:
      - mistake: no-key
        status: [401]
  - id: acme.chat.response.id
    basis: shown
    says: The answer has an id.
    quote: '"id": "x"'
    heldBy:
      - check: chunk-constant
        with: {field: id}
  - id: acme.chat.response.usage
    basis: silent
    says: The page shows no usage.
    quote: null
    uncheckable: The page does not say.
`,
  'response.schema.json': `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "type": "object",
  "required": ["id"],
  "properties": {
    "id": { "type": "string", "x-claim": "acme.chat.response.id" }
  }
}
`,
  'examples/hello.json': '{\n  "id": "x"\n}\n',
};

const explain = { what: '', causes: '', falseAlarm: '', seen: [] };
const rule = { stage: 'sequence', scope: 'answer', kinds: [], explain, applies: () => true, judge: () => [] } as const;

/** Two checks, one with parameters and one without. */
export const checks: readonly Check[] = [
  defineCheck({
    ...rule,
    id: 'chunk-constant',
    title: 'A field is the same in every chunk',
    params: {
      type: 'object',
      additionalProperties: false,
      required: ['field'],
      properties: { field: { enum: ['id', 'created', 'model'] } },
    },
  }),
  defineCheck({ ...rule, id: 'created-seconds', title: 'created counts seconds' }),
];

const standardFiles = new Map([
  [
    'standard.yaml',
    'id: sse\ntitle: SSE\ndocs:\n  - {id: html, title: HTML, url: https://html.spec.whatwg.org/, read: 2026-11-20, sha256: null}\n',
  ],
  [
    'claims.yaml',
    'doc: html\nclaims:\n  - id: sse.line\n    basis: stated\n    says: Lines.\n    quote: lines\n    uncheckable: It is only an example.\n',
  ],
]);

/** Parses the good spec with some of its files changed, added, or (null) left out. */
export function parse(
  changes: Readonly<Record<string, string | null>> = {},
  digest = (all: ReadonlyMap<string, string>): string => [...all.keys()].join(' '),
): Result<Spec> {
  const files = new Map(Object.entries(good));
  for (const [name, text] of Object.entries(changes)) {
    if (text === null) files.delete(name);
    else files.set(name, text);
  }
  const parsed = parseStandard(standardFiles, { folder: 'specs/standards/sse', checks });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parseSpec(files, {
    folder: 'specs/acme/chat',
    standards: new Map([['sse', parsed.value]]),
    checks,
    dialects,
    digest,
  });
}

/** The good spec's file with one piece of text replaced, which must be there. */
export function swap(file: string, from: string, to: string): Readonly<Record<string, string>> {
  const text = good[file] ?? '';
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  return { [file]: text.replace(from, to) };
}
