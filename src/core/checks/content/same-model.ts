/** Suffixes of a model's name that do not make it another model: a date, a version, the tuning, the format. */
const VARIANT =
  /^(?:[-_.:@](?:\d{4}-?\d{2}-?\d{2}|\d{2}-\d{2,4}|\d{3,4}|v\d+(?:\.\d+)*|latest|preview|exp|instruct|chat|it|free|fast|turbo|fp\d+|bf16|int\d|awq|gptq|gguf|mlx|q\d\w*))+$/;

/** Names that let a router choose the model. */
const ROUTED = new Set(['auto', 'default', 'router']);

/** Whether a name leaves the choice of the model to the endpoint. */
export function isRouted(model: string): boolean {
  return ROUTED.has(lastPart(model));
}

/**
 * Whether an answer's model is the requested one: the same name in any case, with or without the name of a provider
 * (`openai/gpt-4o`, `openai,gpt-4o`), or a dated or otherwise qualified variant (`gpt-4o-2024-05-13`), in either direction.
 * An alias ends in `-latest` or `-0`: `claude-sonnet-4-0` is `claude-sonnet-4-20250514`.
 */
export function isSameModel(requested: string, answered: string): boolean {
  const [a, b] = [lastPart(requested), lastPart(answered)];
  // A custom GPT answers without its id: https://api.gpt.ge documents `gpt-4-gizmo` for `gpt-4-gizmo-<id>`.
  const base = a.replace(/-gizmo-.*$/, '-gizmo');
  return a === b || base === b || isVariant(a, b) || isVariant(b, a);
}

function isVariant(name: string, longer: string): boolean {
  const stem = name.replace(/-(?:latest|0)$/, '');
  return longer.startsWith(stem) && (longer === stem || VARIANT.test(longer.slice(stem.length)));
}

function lastPart(model: string): string {
  const part = model.toLowerCase().split(/[/,]/u).at(-1) ?? '';
  return part.replace(/\.gguf$/, '');
}
