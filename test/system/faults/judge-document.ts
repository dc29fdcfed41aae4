import { judge } from '../../../src/core/judge/judge.js';
import type { SchemaName } from '../../../src/core/model/claim.js';
import type { Divergence } from '../../../src/core/model/divergence.js';
import type { JsonObject } from '../../../src/core/model/json.js';
import type { Spec } from '../../../src/core/model/spec.js';
import { makeCase } from '../../support/case.js';
import { makeExchange, type ExchangeParts } from '../../support/exchange.js';

/** What a spec says of a document where its schema holds: a body, the one chunk of a stream, an error, a list of models. */
export function judgeDocument(spec: Spec, schema: SchemaName, document: JsonObject): readonly Divergence[] {
  const testCase = makeCase({ specs: [spec.id], expects: schema === 'error' ? 'refused' : 'accepted' });
  return judge({ case: testCase, spec, exchanges: [makeExchange(wrap(spec, schema, document))], controlWorks: true })
    .divergences;
}

function wrap(spec: Spec, schema: SchemaName, document: JsonObject): ExchangeParts {
  const url = `http://127.0.0.1:8080${spec.path}`;
  if (schema === 'chunk') return { url, sse: [document, `data: ${spec.terminator ?? '[DONE]'}`] };
  if (schema === 'error') return { url, status: 400, body: document };
  if (schema === 'models')
    return { method: 'GET', url: 'http://127.0.0.1:8080/v1/models', request: '', body: document };
  return { url, body: document };
}
