import { expect, it } from 'vitest';
import { clean } from '../../../../src/core/report/clean.js';

it('escapes characters that act on a terminal, however deep, and makes a space of line breaks', () => {
  expect(clean([{ 'a\u001b': 'b\u202ec\r\n\td' }])).toEqual([{ 'a\\u001b': 'b\\u202ec d' }]);
});

it('keeps the options of a curl command on separate lines, and no other line break', () => {
  const curl = "curl --include \\\n  --url 'http://a/v1' \\\n  --data-raw 'x\n::error::y'";
  expect(clean({ curl }).curl).toBe("curl --include \\\n  --url 'http://a/v1' \\\n  --data-raw 'x ::error::y'");
});
