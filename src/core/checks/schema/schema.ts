import { defineCheck } from '../../dialect/check.js';
import { documentsOf, readSchemas } from './read-schemas.js';

/** Bodies, chunks and errors have the documented fields, types and values. */
export const schema = defineCheck({
  id: 'schema',
  title: 'Fields, types and values are as documented',
  stage: 'schema',
  explainsMissing: true,
  scope: 'answer',
  kinds: ['missing-field', 'wrong-type', 'wrong-value', 'out-of-range', 'undocumented-field'],
  runs: 'always',
  looksAt: 'errors-too',
  explain: {
    what: 'Every body, chunk, error and models list is validated against the JSON Schema of the spec. Each divergence names the field and the claim of its schema node. A divergence that repeats in every chunk is reported once, with the number of occurrences. If an object lacks several fields, or has several as null, they are reported together. If a member of the document is an object with everything that the document lacks, only this wrapper is reported. null in an optional member is at most a `should`: clients read it as absent, except the id, the name and the arguments of a tool call.',
    causes:
      'Serialisers that omit null fields; values of a backend passed through (its own finish reasons, numeric error codes, float timestamps); a converter that fills unknown fields with null, "" or {}.',
    falseAlarm:
      'The documents may be older than the service, or a field in an example may be optional: then the level is `should`, and the quoted example shows which.',
    seen: [
      'NVIDIA/TensorRT-Edge-LLM#93',
      'ollama/ollama#4357',
      'vercel/ai#4031',
      'sgl-project/sglang#3912',
      'vllm-project/vllm#19662',
      'ml-explore/mlx-examples#1119',
      'envoyproxy/ai-gateway#962',
      'epam/ai-dial-adapter-openai#141',
      'vllm-project/vllm#12886',
      'openai/openai-python#413',
      'elastic/elasticsearch#128538',
      'bytedance/deer-flow#1515',
    ],
  },
  applies: (input) => documentsOf(input).length > 0,
  judge: (input) => readSchemas(input).mismatches,
  observes: (input) => readSchemas(input).reached,
});
