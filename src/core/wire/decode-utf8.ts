// The longest string that every engine can hold has about 2^29 characters; one byte decodes to one at most.
const MOST_BYTES = 1 << 28;

const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true });

/** UTF-8 leniently as text: U+FFFD for what is malformed, a BOM kept; cut where no string could hold it. */
export function decodeUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes.length > MOST_BYTES ? bytes.subarray(0, MOST_BYTES) : bytes);
}
