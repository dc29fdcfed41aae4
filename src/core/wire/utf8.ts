// The longest string that every engine can hold has about 2^29 characters; one byte decodes to one at most.
const MOST_BYTES = 1 << 28;

const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true });

/** UTF-8 leniently as text: U+FFFD for what is malformed, a BOM kept; cut if no string could hold it. */
export function decodeUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes.length > MOST_BYTES ? bytes.subarray(0, MOST_BYTES) : bytes);
}

/** Offset of the first byte that is not well-formed UTF-8 (Unicode 16, table 3-7); null if all is. */
export function findInvalidUtf8(bytes: Uint8Array): number | null {
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      at++;
      continue;
    }
    const length = sequenceLength(lead);
    if (length === 0 || !continues(bytes, at, lead, length)) return at;
    at += length;
  }
  return null;
}

/** 0 for a byte that can begin no sequence: a stray continuation, the overlong C0 and C1, and F5 and above. */
function sequenceLength(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

/** The second byte is bounded so that no overlong form, surrogate or value above U+10FFFF passes. */
function continues(bytes: Uint8Array, at: number, lead: number, length: number): boolean {
  const second = bytes[at + 1] ?? 0;
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return false;
  for (let n = 2; n < length; n++) if (((bytes[at + n] ?? 0) & 0xc0) !== 0x80) return false;
  return true;
}
