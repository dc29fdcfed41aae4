import { expect, it } from 'vitest';
import { wrapText } from '../../../src/reporters/terminal/layout.js';

it.each(['::error::x', '##[group]x'])('begins no line with the workflow command %s', (command) => {
  const words = Array.from({ length: 30 }, (_, n) => 'w'.repeat(n));
  for (const word of words) {
    const lines = wrapText(`${word} ${command} ${word}${command}`, 20, 2).split('\n');
    expect(lines.filter((line) => /^\s*(?:::|##\[)/u.test(line))).toEqual([]);
  }
});
