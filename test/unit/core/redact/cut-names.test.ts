import { expect, it } from 'vitest';
import { schemaMessages } from '../../../../src/core/messages/schema.js';
import { makeRedactor } from '../../../../src/core/redact/redactor.js';

const SECRET = 'sk-example-7Qx';
const redactor = makeRedactor([SECRET]);

function fill<Args>(phrase: string | ((args: Args) => string), args: Args): string {
  return typeof phrase === 'string' ? phrase : phrase(args);
}

// The redactor replaces the beginning of a secret only at an ellipsis: elsewhere it may be ordinary text.
it.each([64, 70, 74, 90])('finds a secret in a name that a message cuts, after %i characters', (before) => {
  const name = `${'x'.repeat(before)}${SECRET}`;
  const missing = { pointer: '/a', allowed: 'a', value: undefined, others: [] };
  const words = [
    fill(schemaMessages['field-undocumented'].title, { pointer: `/${name}`, value: 1 }),
    fill(schemaMessages['field-missing'].actual, { ...missing, parent: { ['x'.repeat(15)]: 1, [name]: 2 } }),
  ];
  expect(words.map((text) => redactor.value(text)).join('\n')).not.toMatch(/sk-ex/u);
});
