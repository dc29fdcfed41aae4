import type { ChatRequest } from '../../chat-request.js';
import { tokenize } from '../../../model.js';
import type { Hooks } from '../../hooks.js';
import { reportedBy, faultsOf } from '../kit/fault.js';

const TEXT = 'body /choices/*/message/content';
const STREAMED = 'chunk /choices/*/delta/content';

/** Cuts answers at a limit of the server's own. */
function limitedTo(limit: number, is: (requested: ChatRequest) => boolean, finish: 'stop' | 'length'): Hooks {
  const isCut = ({ body }: ChatRequest): boolean => body['limited'] === true;
  return {
    requested: (requested) =>
      is(requested) && requested.maxTokens > limit
        ? { ...requested, maxTokens: limit, body: { ...requested.body, limited: true } }
        : requested,
    completion: (completion, { requested }) => ({
      ...completion,
      choices: completion.choices.map((choice) =>
        choice.finish === 'length' && requested !== null && isCut(requested) ? { ...choice, finish } : choice,
      ),
    }),
  };
}

const isUnlimited = ({ maxTokens }: ChatRequest): boolean => maxTokens === Number.POSITIVE_INFINITY;

/** Limits and stop sequences that the request does not have, or that end the text elsewhere. */
export const hiddenLimits = faultsOf('response', [
  {
    id: 'hidden-default-limit',
    seen: ['microsoft/foundry-local#243', 'ROCm/FastFlowLM#749'],
    title: 'Without a limit, answers are cut at 512 tokens with finish_reason stop.',
    expect: reportedBy('hidden-limit', STREAMED),
    shownBy: ['streaming/counting'],
    hooks: limitedTo(512, isUnlimited, 'stop'),
  },
  {
    id: 'hidden-limit-of-bodies',
    seen: [],
    title: 'Without a limit, bodies are cut at 128 tokens with finish_reason stop.',
    expect: reportedBy('hidden-limit', TEXT),
    shownBy: ['basic/unlimited'],
    hooks: limitedTo(128, (requested) => !requested.stream && isUnlimited(requested), 'stop'),
  },
  {
    id: 'hidden-limit-of-streams',
    seen: [],
    title: 'Without a limit, streams are cut at 512 tokens.',
    expect: reportedBy('hidden-limit', STREAMED),
    shownBy: ['streaming/counting'],
    hooks: limitedTo(512, (requested) => requested.stream && isUnlimited(requested), 'length'),
  },
  {
    id: 'limit-lowered',
    seen: [],
    title: 'A limit above 64 tokens is treated as 64.',
    expect: reportedBy('hidden-limit', STREAMED),
    shownBy: ['streaming/gzip-offered'],
    hooks: limitedTo(64, (requested) => !isUnlimited(requested), 'length'),
  },
  {
    id: 'default-stop-sequence',
    seen: [],
    title: 'Without a stop sequence, texts end before the first `<`.',
    expect: reportedBy('text-altered', TEXT),
    shownBy: ['comparisons/dictated-texts'],
    hooks: { requested: (requested) => (requested.stop.length === 0 ? { ...requested, stop: ['<'] } : requested) },
  },
  {
    id: 'default-stop-at-empty-lines',
    seen: [],
    title: 'Without a stop sequence, texts end before the first empty line.',
    expect: reportedBy('text-altered', TEXT),
    shownBy: ['comparisons/dictated-texts'],
    hooks: { requested: (requested) => (requested.stop.length === 0 ? { ...requested, stop: ['\n\n'] } : requested) },
  },
  {
    id: 'word-before-stop-lost',
    seen: [],
    title: 'The word before a stop sequence is lost.',
    expect: reportedBy('stop', TEXT),
    shownBy: ['penalties/stop.string'],
    hooks: {
      completion: (completion, { requested }) => ({
        ...completion,
        choices: completion.choices.map((choice) =>
          requested?.stop.length && choice.finish === 'stop'
            ? { ...choice, tokens: tokenize(choice.tokens.join('').replace(/\s*\S+\s*$/u, '')) }
            : choice,
        ),
      }),
    },
  },
]);
