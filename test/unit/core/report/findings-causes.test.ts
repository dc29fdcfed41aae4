import { describe, expect, it } from 'vitest';
import { describeConsequences } from '../../../../src/core/report/describe-consequences.js';
import { errorBody as error, findingsOf, type Sent, titles } from './sent-run.js';

describe('missing members', () => {
  const lacking = (pointer: string): Sent => ({
    status: 200,
    also: [
      {
        check: 'schema',
        kind: 'missing-field',
        level: 'must',
        claim: `acme.${pointer}`,
        at: { part: 'body', pointer },
      },
    ],
  });

  it('are one finding if they are many', () => {
    const pointers = ['/choices/0/index', '/usage/total', '/id', '/choices/0/message/content'];
    expect(titles(pointers.map(lacking))).toEqual(['`index`, `total`, `id` and `content` are missing']);
  });

  it('have a finding each if they are few', () => {
    expect(titles(['/choices/0/index', '/usage/total', '/id'].map(lacking))).toHaveLength(3);
  });

  it('are another finding if they are others: a matrix shares findings by their id', () => {
    const pointers = ['/choices/0/index', '/usage/total', '/id'];
    const ids = ['/object', '/model', '/object'].map((last) => findingsOf([...pointers, last].map(lacking))[0]?.id);
    expect(ids[0]).toBe(ids[2]);
    expect(ids[0]).not.toBe(ids[1]);
  });
});

describe('one wrong type', () => {
  it('of a field is one finding, however deep it lies', () => {
    const text = (pointer: string): Sent => ({
      status: 200,
      also: [
        {
          check: 'schema',
          kind: 'wrong-type',
          level: 'must',
          claim: `acme.schema.of.${pointer}`,
          at: { part: 'body', pointer },
          actual: 'the string "-0.1"',
          expected: 'a number',
        },
      ],
    });
    expect(findingsOf([text('/content/0/logprob'), text('/content/0/top/0/logprob')])).toHaveLength(1);
    expect(findingsOf([text('/content/0/logprob'), text('/content/0/top/0/weight')])).toHaveLength(2);
  });
});

describe('refused requests', () => {
  const accepted = Array.from({ length: 6 }, (_, n): Sent => ({ status: 200, request: { n, max_tokens: 5 } }));
  const role = (name: string, message: string): Sent => ({
    about: 'messages',
    status: 400,
    body: error(message),
    request: { max_tokens: 5, messages: [{ role: name, content: `I am ${name}` }] },
  });

  it('are one finding for several roles, whatever the error names', () => {
    const expected = ['Requests with `messages[].role: "system"` or `"developer"` got 400'];
    const withoutWords = (sent: readonly Sent[]) => titles(sent).map((title) => title.split(' “')[0]);
    const system = role('system', 'No role: system');
    expect(withoutWords([...accepted, system, system, role('developer', 'No role: developer')])).toEqual(expected);
    const same = role('system', 'No such role');
    expect(withoutWords([...accepted, same, same, role('developer', 'No such role')])).toEqual(expected);
    const other = { ...role('developer', 'No role: developer'), status: 422 };
    expect(withoutWords([...accepted, system, other])).toHaveLength(2);
  });

  it('are too large if each is larger than every accepted one', () => {
    const large = (size: number): Sent => ({
      status: 413,
      body: error('Too large'),
      request: { tools: ['x'.repeat(size)] },
    });
    const [finding, ...others] = findingsOf([...accepted, large(900), large(950)]);
    expect(others).toEqual([]);
    expect(finding?.title).toMatch(/^2 of 8 requests got 413 “Too large”: every body of \d+ or more bytes$/u);
    expect(finding?.claims).toEqual(['http.status.content-too-large']);
    // A character may have several bytes.
    const other = { status: 413, body: error('Too large'), request: { tools: ['é'.repeat(450)] } };
    const small = { status: 200, request: { top: 'x'.repeat(600) } };
    expect(titles([...accepted, other, small])[0]).toMatch(/^1 of 8 requests got 413 “Too large”: every body of/u);
    const alike = { status: 200, request: { top: 'x'.repeat(990) } };
    expect(titles([...accepted, large(900), large(950), alike])[0]).toMatch(/^Requests with `tools` got 413/u);
  });

  it('lack a token limit that every accepted request has under one of its names', () => {
    const other: Sent = { status: 200, request: { max_completion_tokens: 5 } };
    const unlimited: Sent = { status: 400, body: error('max_tokens: Field required', 'max_tokens') };
    expect(titles([...accepted, other, unlimited])).toEqual([
      '1 of 8 requests got 400 “max_tokens: Field required”: every request without `max_tokens`',
    ]);
    const free: Sent = { status: 200, request: { n: 9 } };
    expect(titles([...accepted, other, unlimited, free])[0]).not.toContain('every request without');
  });

  it('lack the parameter that every accepted request has, not a member of it', () => {
    const tools = [{ type: 'function', function: { description: 'a long name of a member' } }];
    const [title] = titles([
      { status: 200, request: { tools } },
      { status: 200, request: { tools, n: 1 } },
      ...[1, 2].map((): Sent => ({ status: 400, body: error('tools must be a list') })),
    ]);
    expect(title).toContain('every request without `tools`');
  });

  it('have an item that lacks what other items and those of accepted requests have', () => {
    const user = { role: 'user', content: 'Hi' };
    const call = { role: 'assistant', tool_calls: ['a'] };
    const result = { role: 'tool', content: 'b' };
    const tools = ['a'];
    const withContent = { status: 200, request: { tools, messages: [user, { ...call, content: '' }, result] } };
    const refused: Sent = {
      status: 400,
      body: error('missing field'),
      request: { tools, messages: [user, call, result] },
    };
    expect(titles([...accepted, withContent, refused])).toEqual([
      'Requests with `messages[] without content (role: "assistant")` got 400 “missing field” (1 of 8 requests)',
    ]);
    const other = { status: 200, request: { messages: [user, call] } };
    expect(titles([...accepted, withContent, other, refused])[0]).not.toContain('without content');
  });

  it('have the parameter that the server names, rather than one that accepted requests have, too', () => {
    const call = { role: 'assistant', content: null };
    const refused: Sent = {
      status: 400,
      body: error("'content' is required", 'messages'),
      request: { tools: ['a'], max_tokens: 5, messages: [call] },
    };
    const withTools = { status: 200, request: { tools: ['a'], max_tokens: 5, messages: [call] } };
    expect(titles([...accepted, withTools, refused])).toEqual([
      "1 of 8 requests got 400 “'content' is required” (param `messages`); requests with the same parameters were accepted",
    ]);
  });

  it('are shown by the request with the parameter that the title names first', () => {
    const refused = (about: string, named = about): Sent => ({
      about,
      request: { max_tokens: 5, [about]: 1 },
      status: 422,
      body: error(`Extra inputs are not permitted: ${named}`),
    });
    const sent = ['user', 'store', 'seed', 'n', 'logprobs'].map((name) => refused(name));
    const [finding] = findingsOf([...accepted.map((each) => ({ ...each, request: { max_tokens: 5 } })), ...sent]);
    expect(finding?.title).toContain('Requests with `logprobs`, `n`, `seed`, `store` or `user` got 422');
    expect(finding?.title).toContain('not permitted: logprobs');
    expect(finding?.claims[0]).toBe('acme.request.logprobs');
  });
});

describe('what is wrong in the first chunk alone', () => {
  it('has a title that names it', () => {
    const blank = (n: number, name: string) =>
      ({
        check: name,
        kind: 'wrong-value',
        level: 'must',
        at: { part: 'chunk', chunk: n, pointer: `/${name}` },
        title: `${name} is ""`,
        actual: `the string "${name}"`,
        occurrences: 1,
      }) as const;
    const [finding, ...others] = findingsOf([
      { status: 200, also: ['id', 'object', 'model', 'system'].map((name) => blank(0, name)) },
    ]);
    expect(others).toEqual([]);
    expect(finding?.title).toBe('The first chunk is wrong: id is "", object is "", model is "" and 1 more');
    expect(finding && describeConsequences(finding).map(({ words }) => words)).toEqual(['system is ""']);
  });
});

describe('another encoding than UTF-8', () => {
  it('is one finding for bodies and streams', () => {
    const kind = 'malformed-utf8';
    expect(
      findingsOf([
        { status: 200, also: [{ check: 'json-document', kind, level: 'must', at: { part: 'body', pointer: '' } }] },
        { status: 200, also: [{ check: 'sse-utf8', kind, level: 'must', at: { part: 'stream' } }] },
      ]),
    ).toHaveLength(1);
  });
});

describe('consequences in words', () => {
  it('are named once, and not if the title names them', () => {
    const at = { part: 'body', pointer: '/a' } as const;
    const [finding] = findingsOf([{ status: 200, also: [{ at, level: 'must', title: 'a is "x"' }] }]);
    const also = (title: string, id: string) =>
      ({ check: 'c', kind: 'wrong-value', at, title, sentence: '', cases: [id] }) as const;
    expect(
      finding &&
        describeConsequences({
          ...finding,
          consequences: [also('a is "y"', '1'), also('b is "x"', '1'), also('b is "z"', '2'), also('b is "z"', '2')],
        }),
    ).toEqual([{ words: 'b is "x"', source: null, cases: 2 }]);
  });
});
