import { type Command, InvalidArgumentError } from 'commander';

/** The upstream to compare with, the limits of a run, and which part of it is sent. */
export interface LimitFlags {
  readonly against?: string;
  readonly againstReference?: string;
  readonly againstKeyEnv?: string;
  readonly againstHeader?: readonly string[];
  readonly againstModel?: string;
  readonly failOnInherited?: boolean;
  readonly limitParameter?: string;
  readonly quick?: boolean;
  /** Send every case, without a budget. */
  readonly all?: boolean;
  readonly rpm?: number;
  readonly maxRequests?: number;
  readonly maxTokens?: number;
  readonly maxBody?: number;
  readonly maxChunks?: number;
  readonly shard?: { readonly index: number; readonly of: number };
  readonly resume?: string;
}

/** Adds `--against …`: an upstream that gets the same requests, to find the origin of each divergence. */
export function addAgainstOptions(command: Command): Command {
  return command
    .option(
      '--against <url>',
      'the upstream behind the gateway: it gets the same requests, and each divergence gets its origin',
    )
    .option('--against-reference <id>', 'instead of --against: start the reference provider of this spec on loopback')
    .option(
      '--against-key-env <name>',
      'the environment variable that holds the key of the upstream (default: --key-env)',
    )
    .option('--against-header <name:value...>', 'a header for every request to the upstream; never recorded')
    .option('--against-model <id>', 'the model to request from the upstream (default: --model)')
    .option('--fail-on-inherited', 'also fail on divergences inherited from the upstream');
}

/** Adds the limits of a run: requests, tokens, bytes, time, shards. */
export function addLimitOptions(command: Command): Command {
  return command
    .option('--quick', 'at most 12 requests, chosen to test as many claims as possible')
    .option('--all', 'send every case; without it, costly cases are skipped to stay within 120 requests')
    .option('--limit-parameter <name>', 'the documented parameter that limits the output tokens, if there are several')
    .option('--rpm <n>', 'the maximum number of requests per minute, over all cases', rate)
    .option(
      '--max-requests <n>',
      'send at most N requests; the remaining cases are not run. Above 120, more cases are planned',
      count,
    )
    .option('--max-tokens <n>', 'spend about N tokens at most; the remaining cases are not run', count)
    .option('--max-body <bytes>', 'read at most this much of one response (default: 2097152)', count)
    .option('--max-chunks <n>', 'read at most N events of one stream (default: 20000)', count)
    .option('--shard <i/n>', 'run only part i of n; merge joins the parts', shard)
    .option(
      '--resume <dir>',
      'continue the interrupted run in this folder, with its target, model and specs; no request is sent twice',
    );
}

/** In requests per minute. */
const SLOWEST_RATE = 0.0001;

function rate(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < SLOWEST_RATE)
    throw new InvalidArgumentError(`Expected at least ${SLOWEST_RATE}, one request in a week.`);
  return value;
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value <= 0) throw new InvalidArgumentError('Expected a whole number above 0.');
  return value;
}

function shard(text: string): { readonly index: number; readonly of: number } {
  const [, index, of] = (/^(\d{1,4})\/(\d{1,4})$/u.exec(text) ?? []).map(Number);
  if (index === undefined || of === undefined || index < 1 || index > of)
    throw new InvalidArgumentError('Expected i/n, such as 1/3.');
  return { index, of };
}
