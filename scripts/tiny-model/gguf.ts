/** A value of the metadata of a GGUF file. Numbers are unsigned 32-bit integers, unless they are floats. */
export type GgufValue =
  | string
  | number
  | boolean
  | { readonly float: number }
  | { readonly strings: readonly string[] }
  | { readonly integers: readonly number[] };

/** A tensor of 32-bit floats; `shape` has the fastest dimension first. */
export interface GgufTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

const ALIGNMENT = 32;
const TYPE = { uint32: 4, int32: 5, float32: 6, bool: 7, string: 8, array: 9 } as const;

const uint32 = (value: number): Buffer => {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
};
const uint64 = (value: number): Buffer => {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64LE(BigInt(value));
  return buffer;
};
const text = (value: string): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint64(bytes.length), bytes]);
};
const float32 = (value: number): Buffer => Buffer.from(Float32Array.of(value).buffer);

function encode(value: GgufValue): Buffer {
  if (typeof value === 'string') return Buffer.concat([uint32(TYPE.string), text(value)]);
  if (typeof value === 'boolean') return Buffer.concat([uint32(TYPE.bool), Buffer.of(value ? 1 : 0)]);
  if (typeof value === 'number') return Buffer.concat([uint32(TYPE.uint32), uint32(value)]);
  if ('float' in value) return Buffer.concat([uint32(TYPE.float32), float32(value.float)]);
  const [type, items] =
    'strings' in value ? [TYPE.string, value.strings.map(text)] : [TYPE.int32, value.integers.map(uint32)];
  return Buffer.concat([uint32(TYPE.array), uint32(type), uint64(items.length), ...items]);
}

const padding = (length: number): Buffer => Buffer.alloc((ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT);

/** The bytes of a GGUF file (version 3): header, metadata, descriptions of the tensors, their data. */
export function writeGguf(metadata: Readonly<Record<string, GgufValue>>, tensors: readonly GgufTensor[]): Buffer {
  const entries = Object.entries(metadata);
  const parts = [Buffer.from('GGUF'), uint32(3), uint64(tensors.length), uint64(entries.length)];
  for (const [key, value] of entries) parts.push(text(key), encode(value));
  const data: Buffer[] = [];
  let offset = 0;
  for (const { name, shape, data: values } of tensors) {
    parts.push(text(name), uint32(shape.length), ...shape.map(uint64), uint32(0), uint64(offset));
    const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
    data.push(bytes, padding(bytes.length));
    offset += bytes.length + padding(bytes.length).length;
  }
  const head = Buffer.concat(parts);
  return Buffer.concat([head, padding(head.length), ...data]);
}
