import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LineState, NEW_LINE, safeText } from '../../../src/cli/shared/safe-output.js';
import { propertyRuns } from '../../support/property-runs.js';

const PLAIN = { isTerminal: false, hasCommands: false };

/** What a stream shows after some writes. */
function write(parts: readonly string[], options = PLAIN): string {
  let state: LineState = NEW_LINE;
  let shown = '';
  for (const part of parts) {
    const { text, after } = safeText(part, state, options);
    shown += text;
    state = after;
  }
  return shown;
}

const isCommand = (text: string): boolean =>
  text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .some((line) => /##(?:vso|teamcity)?\[/i.test(line) || /^\s*::/.test(line));

describe('safeText', () => {
  it('leaves no command of a workflow log, however it is written', () => {
    const piece = fc.constantFrom(
      '::',
      ':',
      '##',
      '#',
      '[',
      'vso[',
      'VSO',
      'teamcity',
      ' ',
      '\n',
      '\r',
      'a',
      '\t',
      '\u2028',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (parts) => {
        expect(isCommand(write(parts))).toBe(false);
        expect(isCommand(write([parts.join('')]))).toBe(false);
      }),
      propertyRuns(2000),
    );
  });

  it('keeps our own annotations, and disables others in them', () => {
    expect(write(['::error title=a::##[x]\n'], { ...PLAIN, hasCommands: true })).toBe('::error title=a::##\\u005bx]\n');
  });

  it('escapes what cannot be seen as JSON does, so that JSON keeps its meaning', () => {
    for (const hidden of [
      '\u{e0041}',
      '\u3164',
      '\u180e',
      '\ufff9',
      '\u034f',
      '\u206a',
      '\u200b',
      '\u202e',
      '\u007f',
      '##[',
    ])
      expect(JSON.parse(write([JSON.stringify({ a: hidden })]))).toEqual({ a: hidden });
    expect(write(['\u{e0041}\u001b[31m'])).toBe('\\udb40\\udc41\\u001b[31m');
  });

  it('lets a terminal have colours, and no other sequence', () => {
    const onTerminal = { isTerminal: true, hasCommands: false };
    expect(write(['\u001b[31mred\u001b]0;title\u0007'], onTerminal)).toBe('\u001b[31mred\\u001b]0;title\\u0007');
  });
});
