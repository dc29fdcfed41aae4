import { expect, test } from 'vitest';
import { heard } from '../../../../support/check.js';
import { faithful } from '../../../../support/faithful.js';

test.each(Object.entries(faithful))('%s: all rules together tell nothing above a note', (_, situation) => {
  expect(heard(situation)).toEqual([]);
});
