// node bare-loop.js STEPS.json BASE-URL KEY TIMES CONCURRENCY: sends the requests of a run and parses the responses.
// Prints the milliseconds from the first request to the last response.
import { readFileSync } from 'node:fs';
import { createParser } from 'eventsource-parser';
import { Pool } from 'undici';
import type { Step } from '../src/core/model/case.js';

const [, , file = '', baseUrl = '', key = '', times = '1', atOnce = '4'] = process.argv;
const steps = JSON.parse(readFileSync(file, 'utf8')) as readonly Step[];
const { origin, pathname } = new URL(baseUrl);
const pool = new Pool(origin, { connections: Number(atOnce) });

async function send({ method, path, headers, body, rawBody, auth }: Step): Promise<number> {
  const { body: answer, headers: answered } = await pool.request({
    method,
    path: pathname + path,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
      ...(auth.kind === 'none' ? {} : { authorization: `Bearer ${key}` }),
    },
    body: rawBody ?? (body === undefined ? null : JSON.stringify(body)),
  });
  let values = 0;
  if (String(answered['content-type']).startsWith('text/event-stream')) {
    const parser = createParser({
      onEvent: ({ data }) => {
        if (data !== '[DONE]') JSON.parse(data);
        values += 1;
      },
    });
    answer.setEncoding('utf8');
    for await (const text of answer) parser.feed(String(text));
    return values;
  }
  const text = await answer.text();
  if (text.startsWith('{')) JSON.parse(text);
  return 1;
}

const all = Array.from({ length: Number(times) }, () => steps)
  .flat()
  .values();
const began = performance.now();
await Promise.all(
  Array.from({ length: Number(atOnce) }, async () => {
    for (const step of all) await send(step);
  }),
);
process.stdout.write(`${performance.now() - began}\n`);
await pool.close();
