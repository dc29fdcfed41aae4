import { describeFailure, describeImpact, EFFECTS } from '../../core/clients/describe-impact.js';
import type { ClientImpact, Impact } from '../../core/model/impact.js';

/** The letter of an effect, for the class names of the page. */
export const EFFECT_LETTERS = {
  breaks: 'd',
  'may-break': 's',
  works: 'c',
  'not-used': 'o',
  'not-measured': 'i',
} as const;

/** What a finding does to clients: a sentence, and folded each client with the tasks that fail. */
export function ImpactView({ impact }: { readonly impact: Impact | undefined }) {
  if (impact === undefined) return null;
  const measured = impact.clients.filter(({ effect }) => effect !== 'not-measured' && effect !== 'not-used');
  const sentence = `${describeImpact(impact, { most: MOST_NAMED })}.`;
  if (measured.length === 0) return <p class="quiet">{sentence}</p>;
  return (
    <details>
      <summary>{sentence.split('`').map((part, i) => (i % 2 === 1 ? <code>{part}</code> : part))}</summary>
      <p class="quiet">
        Measured with the reference provider, one fault at a time:{' '}
        <code>{impact.faults.slice(0, MOST_FAULTS).join(', ')}</code>
        {impact.faults.length > MOST_FAULTS ? ` and ${impact.faults.length - MOST_FAULTS} more` : ''}. A client may
        behave differently where this endpoint differs in more than that.
      </p>
      <dl class="needs">
        {measured.map((client) => (
          <ClientRow client={client} />
        ))}
      </dl>
    </details>
  );
}

/** So many clients are named in the sentence, and so many faults. */
const MOST_NAMED = 4;
const MOST_FAULTS = 5;

function ClientRow({ client }: { readonly client: ClientImpact }) {
  return (
    <div>
      <dt>
        {client.client} {client.version} <span class={EFFECT_LETTERS[client.effect]}>{EFFECTS[client.effect]}</span>
      </dt>
      {client.tasks.map((task) => (
        <dd>
          {describeFailure(task)}: <code>{task.detail}</code>
        </dd>
      ))}
    </div>
  );
}
