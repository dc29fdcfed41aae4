/** Headers that belong to a connection or frame a message (RFC 9110, section 7.6.1). */
const RESERVED: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Why a header cannot be sent; null if it can. The text does not repeat the value. */
export function whyNotSendable(name: string, value: string): string | null {
  if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) return 'The name of a header has characters that no header can have.';
  if (RESERVED.has(name.toLowerCase()))
    return `The header ${name} cannot be set: it belongs to the connection or to the framing of the request.`;
  if (/[\r\n]$/.test(value)) return `The value of the header ${name} ends with a line end.`;
  if (/[\r\n]/.test(value)) return `The value of the header ${name} has several lines.`;
  if (/[^\t\x20-\x7e]/.test(value))
    return `The value of the header ${name} has characters that are not printable ASCII.`;
  return null;
}
