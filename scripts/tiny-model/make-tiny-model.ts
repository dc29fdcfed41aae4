import { writeGguf, type GgufTensor } from './gguf.js';

/**
 * A chat model of 3 MB, so that a real inference engine runs without a download. It is a table of bigrams in the form
 * of a llama model: attention and feed-forward are zero, the embedding of a token is a unit vector, the output matrix
 * holds the score of each next token. The server writes the first token of the answer, `<|s_…|>`, which selects one of a
 * few sentences, or a tool call with its grammar.
 */
export function makeTinyModel(): Buffer {
  const vocabulary = new Vocabulary();
  const end = vocabulary.add('<|end|>', CONTROL);
  for (const role of ROLES) vocabulary.add(`<|${role}|>`, CONTROL);
  const call = vocabulary.add('<tool_call>', USER_DEFINED);
  const callEnd = vocabulary.add('</tool_call>', USER_DEFINED);
  const chains = Object.entries(SENTENCES).map(([name, words]) => [
    vocabulary.add(`<|s_${name}|>`, CONTROL),
    ...words.map((word) => vocabulary.word(word)),
    end,
  ]);
  const tool = vocabulary.add('<|s_tool|>', CONTROL);
  for (const word of ['Paris', 'name', 'arguments', 'city', 'get_', 'weather_', 'true']) vocabulary.word(word);

  const scores = new Scores(vocabulary.size);
  const byte = (char: string): number => vocabulary.word(char);
  // Under a grammar of JSON the highest permitted token wins: quotes, braces, digits.
  for (const [token, score] of [
    [byte('"'), 8],
    [byte('}'), 7],
    [byte(':'), 6.5],
    [byte(','), 5],
    [end, 4],
    ...['\n', ' ', '\t', '\r'].map((space) => [byte(space), -6] as const),
    ...ROLES.map((role) => [vocabulary.id(`<|${role}|>`), -30] as const),
    ...chains.map(([start]) => [start ?? 0, -30] as const),
    [tool, -30],
    [call, -10],
    [callEnd, -5],
  ] as const)
    scores.always(token, score);
  const paris = vocabulary.word('Paris');
  for (const [current, next, score] of [
    [tool, call, 25],
    [call, byte('{'), 20],
    [byte('{'), byte('"'), 15],
    [byte('"'), paris, 14],
    [paris, byte('"'), 20],
    [byte('"'), byte(':'), 9],
    [byte('"'), byte('}'), 8.7],
    [byte('"'), byte(','), 8.5],
    [byte('}'), end, 12],
    [byte('}'), byte('}'), 11],
    [byte('}'), callEnd, 10],
    [callEnd, end, 25],
    ...Array.from('0123456789', (digit) => [
      [byte(digit), byte('}'), 9] as const,
      [byte(digit), byte(','), 8.5] as const,
      [byte(digit), byte(']'), 8] as const,
      [byte(':'), byte(digit), 7] as const,
    ]).flat(),
  ] as const)
    scores.after(current, next, score);
  for (const chain of chains) chain.slice(1).forEach((next, at) => scores.after(chain[at] ?? 0, next, 25));

  return writeGguf(metadata(vocabulary, scores.width, end), tensors(scores));
}

const NORMAL = 1;
const CONTROL = 3;
const USER_DEFINED = 4;
const ROLES = ['system', 'user', 'assistant', 'tool', 'developer'] as const;

/** The size of an attention head of llama models. */
const HEAD = 64;

const SENTENCES: Readonly<Record<string, readonly string[]>> = {
  hello: ['Hello', ' there', ', I', ' help', ' you', ' today', '.'],
  pong: ['po', 'ng'],
  count: ['1', ...Array.from({ length: 99 }, (_, index) => ` ${index + 2}`)],
  weather: ['It is', ' 18 ', 'degrees', ' and', ' sunny.'],
  json: ['{"', 'answer', '":', ' true', '}'],
  city: ['Zür', 'ich', ' and', ' Bern', ' 🎉', ' "', '&', '<b>', '"'],
};

/** Tokens as byte-level BPE writes them: each byte is one printable character. */
class Vocabulary {
  readonly tokens: string[] = [];
  readonly types: number[] = [];
  readonly #ids = new Map<string, number>();
  readonly #letters = letterOfByte();

  constructor() {
    for (let byte = 0; byte < 256; byte++) this.add(this.#letters[byte] ?? '', NORMAL);
  }
  get size(): number {
    return this.tokens.length;
  }
  add(token: string, type: number): number {
    const known = this.#ids.get(token);
    if (known !== undefined) return known;
    this.#ids.set(token, this.tokens.length);
    this.types.push(type);
    return this.tokens.push(token) - 1;
  }
  word(text: string): number {
    return this.add(Array.from(Buffer.from(text), (byte) => this.#letters[byte] ?? '').join(''), NORMAL);
  }
  id(token: string): number {
    return this.#ids.get(token) ?? 0;
  }
}

/** The mapping of GPT-2: printable bytes keep their character, the others follow from U+0100. */
function letterOfByte(): readonly string[] {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const printable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    return String.fromCharCode(printable ? byte : next++);
  });
}

/** The score of every token after every token. */
class Scores {
  /** The width of the embedding: the number of tokens, rounded up to whole heads. */
  readonly width: number;
  readonly size: number;
  readonly #rows: Float32Array;

  constructor(size: number) {
    this.size = size;
    this.width = Math.ceil(size / HEAD) * HEAD;
    this.#rows = new Float32Array(size * this.width);
    // No two tokens have the same score: the answer must not depend on the order in which an engine compares them.
    for (let next = 0; next < size; next++) this.always(next, ((next * 37) % 101) / 1000);
  }
  always(next: number, score: number): void {
    for (let current = 0; current < this.size; current++) this.after(current, next, score);
  }
  after(current: number, next: number, score: number): void {
    // The norm of a unit vector scales it by the root of the width.
    this.#rows[next * this.width + current] = score / Math.sqrt(this.width);
  }
  get matrix(): Float32Array {
    return this.#rows;
  }
}

function metadata(vocabulary: Vocabulary, width: number, end: number): Parameters<typeof writeGguf>[0] {
  return {
    'general.architecture': 'llama',
    'general.name': 'tiny-bigram',
    'general.alignment': 32,
    'general.file_type': 0,
    'llama.context_length': 8192,
    'llama.embedding_length': width,
    'llama.block_count': 1,
    'llama.feed_forward_length': HEAD,
    'llama.attention.head_count': width / HEAD,
    'llama.attention.head_count_kv': 1,
    'llama.attention.layer_norm_rms_epsilon': { float: 1e-6 },
    'llama.rope.dimension_count': HEAD,
    'llama.vocab_size': vocabulary.size,
    'tokenizer.ggml.model': 'gpt2',
    'tokenizer.ggml.pre': 'gpt-2',
    'tokenizer.ggml.tokens': { strings: vocabulary.tokens },
    'tokenizer.ggml.token_type': { integers: vocabulary.types },
    'tokenizer.ggml.merges': { strings: ['p o'] },
    'tokenizer.ggml.eos_token_id': end,
    'tokenizer.ggml.padding_token_id': end,
    'tokenizer.ggml.add_bos_token': false,
  };
}

function tensors({ size, width, matrix }: Scores): readonly GgufTensor[] {
  const embedding = new Float32Array(size * width);
  for (let token = 0; token < size; token++) embedding[token * width + token] = 1;
  const zeros = (...shape: readonly [number, number]): Pick<GgufTensor, 'shape' | 'data'> => ({
    shape,
    data: new Float32Array(shape[0] * shape[1]),
  });
  const ones = { shape: [width], data: new Float32Array(width).fill(1) };
  return [
    { name: 'token_embd.weight', shape: [width, size], data: embedding },
    { name: 'output_norm.weight', ...ones },
    { name: 'output.weight', shape: [width, size], data: matrix },
    { name: 'blk.0.attn_norm.weight', ...ones },
    { name: 'blk.0.attn_q.weight', ...zeros(width, width) },
    { name: 'blk.0.attn_k.weight', ...zeros(width, HEAD) },
    { name: 'blk.0.attn_v.weight', ...zeros(width, HEAD) },
    { name: 'blk.0.attn_output.weight', ...zeros(width, width) },
    { name: 'blk.0.ffn_norm.weight', ...ones },
    { name: 'blk.0.ffn_gate.weight', ...zeros(width, HEAD) },
    { name: 'blk.0.ffn_up.weight', ...zeros(width, HEAD) },
    { name: 'blk.0.ffn_down.weight', ...zeros(HEAD, width) },
  ];
}
