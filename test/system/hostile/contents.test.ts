import { gzipSync } from 'node:zlib';
import { CHUNK, chunk, completion, head, json, STREAM_HEAD } from './kit/answers.js';
import { withstand } from './kit/hostility.js';
import { STREAMED, UNSTREAMED } from './kit/run-at.js';

const body = completion();
const deep = '['.repeat(100_000) + ']'.repeat(100_000);
const bomb = gzipSync(Buffer.alloc(64 << 20));
const FIELDS = Array.from({ length: 50_000 }, (_, n) => `"k${n}":1,`).join('');
const proto = { name: '__proto__', arguments: '{"__proto__":{"polluted":1}}' };
const CALL = chunk({
  role: 'assistant',
  content: null,
  tool_calls: [{ index: 4_294_967_294, id: 'a', type: 'function', function: proto }],
});

withstand([
  {
    does: 'streams a line of 64 MB',
    to: STREAMED,
    deed: (socket) => (socket.write(`${STREAM_HEAD}data: `), socket.write('x'.repeat(64 << 20))),
    verdict: 'inconclusive',
    says: /--max-body/,
  },
  {
    does: 'answers with 64 MB',
    to: UNSTREAMED,
    deed: (socket) => socket.write(json(`{"a":"${'x'.repeat(64 << 20)}"}`)),
    verdict: 'inconclusive',
    says: /--max-body/,
  },
  {
    does: 'nests 100,000 arrays',
    to: UNSTREAMED,
    deed: (socket) => socket.write(json(body.replace('"Paris"', deep))),
    verdict: 'diverges',
    kinds: ['wrong-type'],
  },
  {
    does: 'sends a gzip bomb',
    to: UNSTREAMED,
    deed: (socket) => (
      socket.write(
        head('200 OK', 'content-type: application/json', 'content-encoding: gzip', `content-length: ${bomb.length}`),
      ),
      socket.write(bomb)
    ),
    verdict: 'diverges',
    // The coding was not requested; the bomb also ends the reading.
    kinds: ['unexpected', 'wrong-header'],
  },
  {
    does: 'sends invalid UTF-8',
    to: UNSTREAMED,
    deed: (socket) => socket.write(Buffer.from(json(body).replace('Paris', 'P\xffris'), 'latin1')),
    verdict: 'diverges',
    kinds: ['malformed-utf8'],
  },
  {
    does: 'sends NUL bytes',
    to: UNSTREAMED,
    deed: (socket) => socket.write(json(`${body}\0\0`)),
    verdict: 'diverges',
    kinds: ['malformed-json'],
  },
  {
    does: 'counts beyond double precision',
    to: UNSTREAMED,
    deed: (socket) => socket.write(json(body.replace('"total_tokens":10', '"total_tokens":1e999'))),
    verdict: 'diverges',
    kinds: ['wrong-type'],
  },
  {
    does: 'repeats keys',
    to: UNSTREAMED,
    deed: (socket) => socket.write(json(body.replace('{', '{"id":5,'))),
    verdict: 'diverges',
    kinds: ['repeated'],
  },
  {
    does: 'names its members __proto__ and constructor',
    to: UNSTREAMED,
    deed: (socket) =>
      socket.write(json(body.replace('{', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},'))),
    verdict: 'conforms',
  },
  {
    does: 'has a clock in 1970',
    to: UNSTREAMED,
    deed: (socket) => socket.write(json(completion({ created: 7 }), 'date: Thu, 01 Jan 1970 00:00:07 GMT')),
    verdict: 'diverges',
    kinds: ['wrong-value'],
  },
  {
    does: 'labels as gzip what is none',
    to: UNSTREAMED,
    deed: (socket) => socket.write(json(body, 'content-encoding: gzip')),
    verdict: 'diverges',
    kinds: ['wrong-header'],
  },
  {
    does: 'answers with a page',
    to: UNSTREAMED,
    deed: (socket) =>
      socket.write(head('200 OK', 'content-type: text/html', 'content-length: 22') + '<html><body>hi</body> '),
    verdict: 'diverges',
    kinds: ['wrong-form'],
  },
  {
    does: 'nests 100,000 objects in a chunk',
    to: STREAMED,
    deed: (socket) =>
      socket.end(
        `${STREAM_HEAD}${CHUNK.replace('"x"', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)}data: [DONE]\n\n`,
      ),
    verdict: 'diverges',
    kinds: ['wrong-type'],
  },
  {
    does: 'names 50,000 fields, lone surrogates and NUL among them',
    to: UNSTREAMED,
    deed: (socket) => socket.write(json(body.replace('{', `{"\\ud800":1,"a\\u0000":2,${FIELDS}`))),
    verdict: 'conforms',
  },
  {
    does: 'calls a function __proto__ with such arguments',
    to: STREAMED,
    deed: (socket) => socket.end(`${STREAM_HEAD}${CALL}data: [DONE]\n\n`),
    verdict: 'diverges',
    kinds: ['missing-field'],
  },
  {
    does: 'has an id and a model of 400 kB',
    to: UNSTREAMED,
    deed: (socket) => socket.write(json(completion({ id: 'i'.repeat(400_000), model: 'm'.repeat(400_000) }))),
    verdict: 'conforms',
  },
  {
    does: 'refuses with a message, a type and a code of 300 kB each',
    to: UNSTREAMED,
    deed: (socket) => {
      const [message, type, code] = ['m', 't', 'c'].map((letter) => letter.repeat(300_000));
      const error = JSON.stringify({ error: { message, type, code, param: null } });
      socket.write(
        head('400 Bad Request', 'content-type: application/json', `content-length: ${error.length}`) + error,
      );
    },
    verdict: 'diverges',
    kinds: ['refused'],
  },
]);
