import type { Answer } from '../../dialect/answer.js';

/** Whether the exchange failed because the bytes are not in the coding that Content-Encoding names, not in its HTTP. */
export function isUndecodable(answer: Answer): boolean {
  const { end, endCode, response } = answer.exchange;
  const labelled = response !== null && response.encoded === null && answer.header('content-encoding').length > 0;
  return labelled && end === 'protocol' && !(endCode ?? 'HPE_').startsWith('HPE_');
}
