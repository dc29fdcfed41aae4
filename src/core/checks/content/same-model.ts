/** What may stand behind a model's name without making it another model: a date, a version, the tuning, the format. */
const VARIANT =
  /^(?:[-_.:@](?:\d{4}-?\d{2}-?\d{2}|\d{2}-\d{2,4}|\d{3,4}|v\d+(?:\.\d+)*|latest|preview|exp|instruct|chat|it|free|fast|turbo|fp\d+|bf16|int\d|awq|gptq|gguf|mlx|q\d\w*))+$/;

/** Names under which a router chooses a model itself. */
const ROUTED = new Set(['auto', 'default', 'router']);

/** Whether a name leaves the choice of the model to the endpoint. */
export function isRouted(model: string): boolean {
  return ROUTED.has(lastPart(model));
}

/**
 * Whether an answer's model is the one that was asked for: the same name in any case, behind or without the name of a
 * provider (`openai/gpt-4o`), as a dated or otherwise qualified variant (`gpt-4o-2024-05-13`), or the other way round.
 */
export function isSameModel(asked: string, answered: string): boolean {
  const [a, b] = [lastPart(asked), lastPart(answered)];
  // A custom GPT answers without its id: https://api.gpt.ge documents `gpt-4-gizmo` for `gpt-4-gizmo-<id>`.
  const base = a.replace(/-gizmo-.*$/, '-gizmo');
  return a === b || base === b || isVariant(a, b) || isVariant(b, a);
}

function isVariant(name: string, longer: string): boolean {
  const stem = name.replace(/-latest$/, '');
  return longer.startsWith(stem) && (longer === stem || VARIANT.test(longer.slice(stem.length)));
}

function lastPart(model: string): string {
  const part = model.toLowerCase().split('/').at(-1) ?? '';
  return part.replace(/\.gguf$/, '');
}
