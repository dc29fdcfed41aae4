import { type Command, InvalidArgumentError } from 'commander';

/** Whom else a run asks, how much, how fast, and which part of it. */
export interface MannerFlags {
  readonly against?: string;
  readonly againstReference?: string;
  readonly againstKeyEnv?: string;
  readonly againstHeader?: readonly string[];
  readonly againstModel?: string;
  readonly failOnInherited?: boolean;
  readonly limitParameter?: string;
  readonly quick?: boolean;
  readonly rpm?: number;
  readonly maxRequests?: number;
  readonly maxTokens?: number;
  readonly maxBody?: number;
  readonly maxChunks?: number;
  readonly shard?: { readonly index: number; readonly of: number };
  readonly resume?: string;
}

/** Adds `--against …`: whose fault it is. */
export function addAgainstOptions(command: Command): Command {
  return command
    .option(
      '--against <url>',
      'the upstream behind the gateway: it is asked the same, and each divergence says whose it is',
    )
    .option('--against-reference <id>', 'in place of --against: the reference provider of that spec, on loopback')
    .option('--against-key-env <name>', 'the variable that holds the upstream’s key (default: that of --key-env)')
    .option('--against-header <name:value...>', 'a header for every request to the upstream; never recorded')
    .option('--against-model <id>', 'the model to ask the upstream for (default: that of --model)')
    .option('--fail-on-inherited', 'fail on what the gateway only passes on from its upstream as well');
}

/** Adds what keeps a run within its means. */
export function addMannerOptions(command: Command): Command {
  return command
    .option('--quick', 'at most 12 requests, chosen to put as many claims to the test as so few can')
    .option(
      '--limit-parameter <name>',
      'the documented parameter that limits tokens, where there are two: max_completion_tokens for models that reason',
    )
    .option('--rpm <n>', 'the most requests in a minute, over everything that is sent', above0)
    .option('--max-requests <n>', 'send no more than this; the rest is not run', whole)
    .option('--max-tokens <n>', 'spend about no more than this; the rest is not run', whole)
    .option('--max-body <bytes>', 'read no more of one answer (default: 2097152)', whole)
    .option('--max-chunks <n>', 'read no more events of one stream (default: 20000)', whole)
    .option('--shard <i/n>', 'only part i of n, by case; conformance merge joins the parts', shard)
    .option('--resume <dir>', 'go on where the run in this folder stopped, and send nothing twice (in place of --out)');
}

function above0(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('It takes a number above 0.');
  return value;
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value <= 0) throw new InvalidArgumentError('It takes a whole number above 0.');
  return value;
}

function shard(text: string): { readonly index: number; readonly of: number } {
  const [, index, of] = (/^(\d{1,4})\/(\d{1,4})$/u.exec(text) ?? []).map(Number);
  if (index === undefined || of === undefined || index < 1 || index > of)
    throw new InvalidArgumentError('It takes a part and how many there are, from 1/3 to 3/3.');
  return { index, of };
}
