import type { Hooks } from '../../hooks.js';
import { tokenize } from '../../../model.js';
import { faultsOf, reportedBy } from '../kit/fault.js';

/** Rewrites every text, in bodies and in streams. */
function rewriting(edit: (text: string) => string): Hooks {
  return {
    completion: (completion) => ({
      ...completion,
      choices: completion.choices.map((choice) => ({ ...choice, tokens: tokenize(edit(choice.tokens.join(''))) })),
    }),
  };
}

const TEXT = reportedBy('text-altered', 'body /choices/*/message/content');
const SHOWS = ['comparisons/dictated-texts'];

/** Gateways that rewrite what the model wrote. */
export const rewrites = faultsOf('response', [
  {
    id: 'email-addresses-redacted',
    seen: [],
    title: 'Email addresses in texts are replaced by [REDACTED].',
    expect: TEXT,
    shownBy: SHOWS,
    hooks: rewriting((text) => text.replaceAll(/[\w.]+@[\w.]+/gu, '[REDACTED]')),
  },
  {
    id: 'markdown-removed',
    seen: [],
    title: 'The marks of bold text are removed.',
    expect: TEXT,
    shownBy: SHOWS,
    hooks: rewriting((text) => text.replaceAll('**', '')),
  },
]);
