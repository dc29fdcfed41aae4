import { expect, test } from 'vitest';
import { requestForm } from '../../../../src/core/dialect/openai-chat/request.js';
import { searchSmallest } from '../../../../src/core/judge/smallest-set.js';
import type { JsonObject } from '../../../../src/core/model/json.js';

const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } };
const BODY = {
  model: 'm',
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Say hi' }, image] }],
  stream_options: { include_usage: true },
  stream: true,
};

const hasImage = ({ messages }: JsonObject): boolean => JSON.stringify(messages).includes('image_url');

/** The smallest set of units that a server refuses together. */
function smallest(refuses: (body: JsonObject) => boolean): readonly string[] {
  const results: boolean[] = [];
  for (;;) {
    const search = searchSmallest(requestForm.units(BODY), results);
    if ('found' in search) return search.found.map(({ name }) => name).toSorted();
    results.push(refuses(requestForm.keep(BODY, search.next)));
  }
}

test('a member that another one needs is named where it fails without the other', () => {
  expect(smallest((body) => hasImage(body) && body['stream'] === true)).toEqual(['image_url', 'stream']);
});

test('a member that needs another one is named where it fails alone', () => {
  expect(smallest((body) => hasImage(body) && 'stream_options' in body)).toEqual(['image_url', 'stream_options']);
});
