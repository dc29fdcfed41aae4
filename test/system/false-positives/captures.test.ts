import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder } from '../e2e/support/out-folder.js';
import { judgeFiles, reported } from '../judge/verdict-lines.js';

interface Entry {
  readonly request: { postData?: { text?: string } | null };
  readonly response: { headers: readonly object[]; content: { text?: string | null; mimeType: string; size: number } };
}

const faithful = join(import.meta.dirname, '../judge/captures/mitmproxy.har');

/** Ways in which tools leave out of a capture what is private, or long. */
const LEAVING_OUT: Readonly<Record<string, (entry: Entry) => void>> = {
  'what was sent': ({ request }) => delete request.postData,
  'the end of what was sent': ({ request: { postData } }) => {
    if (typeof postData?.text === 'string') postData.text = postData.text.slice(0, -20);
  },
  'all headers': ({ response }) => (response.headers = []),
  'the end of bodies': ({ response: { content } }) => {
    if (typeof content.text === 'string') content.text = content.text.slice(0, content.text.length / 2);
  },
  'bodies and their size': ({ response: { content } }) => {
    delete content.text;
    content.size = 0;
  },
};

test.each(Object.entries(LEAVING_OUT))('a capture that leaves out %s has no divergence', async (_, leaveOut) => {
  const har = JSON.parse(readFileSync(faithful, 'utf8')) as { log: { entries: readonly Entry[] } };
  for (const entry of har.log.entries) leaveOut(entry);
  const file = join(emptyFolder(), 'left-out.har');
  writeFileSync(file, JSON.stringify(har));
  const events = await judgeFiles([file], ['openai']);
  expect(reported(events).filter((line) => !line.startsWith('note '))).toEqual([]);
});
