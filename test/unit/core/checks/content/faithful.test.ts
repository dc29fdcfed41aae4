import { expect, test } from 'vitest';
import { reportingChecks } from '../../../../support/check.js';
import { faithful } from '../../../../support/faithful.js';

test.each(Object.entries(faithful))('%s: all rules together report nothing above a note', (_, situation) => {
  expect(reportingChecks(situation)).toEqual([]);
});
