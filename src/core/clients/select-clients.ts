import type { ClientImpact, Effect } from '../model/impact.js';
import type { Finding } from '../model/finding.js';
import type { InputError } from '../model/result.js';
import { nearest } from '../spec/suggestion.js';
import { fileError } from '../spec/source.js';
import { joinWords, quote } from '../wire/quote.js';

/** A client library in one version. */
export type NamedClient = Pick<ClientImpact, 'client' | 'version'>;

/** Whether `openai`, `openai@6` or `openai@6.49.0` names a client. */
export function namesClient(name: string, { client, version }: NamedClient): boolean {
  const at = name.lastIndexOf('@');
  if (at <= 0) return name === client;
  const given = name.slice(at + 1);
  return name.slice(0, at) === client && (version === given || version.startsWith(`${given}.`));
}

/** The names that no measured client has, each as an error with the nearest name and all measured ones. */
export function checkClientNames(names: readonly string[], measured: readonly NamedClient[]): readonly InputError[] {
  const known = [...new Set(measured.flatMap((client) => [client.client, writeClient(client)]))];
  const all =
    measured.length === 0 ? 'There are no measurements.' : `Measured: ${joinWords(measured.map(writeClient))}.`;
  return names
    .filter((name) => !measured.some((client) => namesClient(name, client)))
    .map((name) => {
      const near = nearest(name, known);
      const suggestion = near === null ? all : `Did you mean ${near}? ${all}`;
      return fileError('--client', `No client ${quote(name)} was measured.`, suggestion);
    });
}

/** `openai@6.49.0` */
export function writeClient({ client, version }: NamedClient): string {
  return `${client}@${version}`;
}

/**
 * The heaviest effect of a finding on the named clients; null for a finding without measurements of one.
 * @param names `openai`, or with a version or its beginning: `openai@6`
 */
export function effectOn({ impact }: Pick<Finding, 'impact'>, names: readonly string[]): Effect | null {
  const effects = new Set(
    (impact?.clients ?? [])
      .filter((client) => names.some((name) => namesClient(name, client)))
      .map(({ effect }) => effect),
  );
  return (
    (['breaks', 'may-break', 'not-measured', 'works', 'not-used'] as const).find((effect) => effects.has(effect)) ??
    null
  );
}
