import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseSuite, parseSuites } from '../../../../src/core/plan/parse-suite.js';
import { propertyRuns } from '../../../support/property-runs.js';

const head = 'id: basic\ntitle: T\ndialect: openai-chat\norder: 1\n';
const one = (lines: string): string =>
  `${head}cases:\n  - id: c\n    title: T\n    asks: A.\n    about: endpoint\n${lines}`;
const request = '    request: {messages: []}\n';

describe('parseSuite', () => {
  it('reads a case with its defaults', () => {
    expect(parseSuite(one(request), 'basic.yaml')).toMatchObject({
      value: {
        id: 'basic',
        file: 'basic.yaml',
        derivation: null,
        cases: [
          {
            id: 'basic/c',
            needs: [],
            expects: 'accepted',
            mistake: null,
            stimulus: null,
            elicits: null,
            streamedToo: false,
            costly: null,
            costlyStreamed: null,
            written: { file: 'basic.yaml', line: 6, column: 5 },
            steps: [
              {
                method: 'POST',
                path: null,
                headers: {},
                model: 'of-the-run',
                stream: null,
                limit: null,
                hangUpAfter: null,
                answerAt: null,
                also: {},
                needs: [],
                rawBody: null,
                auth: { kind: 'valid', scheme: null },
              },
            ],
          },
        ],
      },
    });
  });

  it('reads several steps, a case that is left open and a rule for a parameter', () => {
    const steps = `    expects: either
    steps:
      - {request: {}, stream: true, hangUpAfter: 2}
      - {method: GET, path: /models, auth: none, headers: {accept-encoding: gzip}}
`;
    const derive = `derive:\n  from: parameters\n  request: {}\n  parameters: {n: {values: {middle: 2}, omit: {max: why}}}\n`;
    expect(parseSuite(one(steps) + derive, 'basic.yaml')).toMatchObject({
      value: {
        cases: [
          {
            expects: 'either',
            steps: [
              { stream: true, hangUpAfter: 2 },
              {
                method: 'GET',
                path: '/models',
                request: null,
                auth: { kind: 'none' },
                headers: { 'accept-encoding': 'gzip' },
              },
            ],
          },
        ],
        derivation: {
          from: 'parameters',
          parameters: { n: { skip: null, written: false, values: { middle: 2 }, omit: { max: 'why' } } },
        },
      },
    });
  });

  it.each([
    ['an unknown key', one(`${request}    limt: 3\n`), 11, 'Unknown key "limt".', 'Did you mean limit?'],
    [
      'a missing key',
      `${head}cases:\n  - {id: c, title: T, about: a}\n`,
      6,
      '`asks` is missing.',
      'Say in one sentence what the case is for.',
    ],
    [
      'an unknown mistake',
      one(`${request}    mistake: wrong-kee\n`),
      11,
      '`mistake` cannot be',
      'Did you mean wrong-key?',
    ],
    [
      'an unknown stimulus',
      one(`${request}    stimulus: tool-cal\n`),
      11,
      '`stimulus` cannot be',
      'Did you mean tool-call?',
    ],
    ['a limit of 0', one(`${request}    limit: 0\n`), 11, '`limit` must be >= 1', 'A number of tokens, 1 or more.'],
    ['no request', one(''), 6, '`request` is missing.', 'Write `request` (or `rawBody`), or another `method`.'],
    [
      'two bodies',
      one(`${request}    rawBody: x\n`),
      11,
      '`rawBody` and `request` exclude each other.',
      'Write one of the two.',
    ],
    [
      'a model in the request',
      one('    request: {model: m}\n'),
      10,
      '`model` is inside `request`.',
      'Write `model` next to `request`.',
    ],
    [
      'a stream flag in the request',
      one('    request: {stream: true}\n'),
      10,
      '`stream` is inside `request`.',
      'Write `stream` next to `request`.',
    ],
    [
      'a key next to steps',
      one('    limit: 3\n    steps: [{request: {}}, {request: {}}]\n'),
      10,
      '`limit` and `steps` exclude each other.',
      'Write it into each step.',
    ],
    [
      'an answer in the first step',
      one('    steps: [{request: {}, answerAt: 1}, {request: {}}]\n'),
      10,
      '`answerAt` in a step that has no step before it.',
      'Write it into a later step.',
    ],
    [
      'hanging up without a stream',
      one(`${request}    hangUpAfter: 2\n`),
      11,
      '`hangUpAfter` without a stream.',
      'Add `stream: true`.',
    ],
    [
      'an expectation together with a mistake',
      one(`${request}    mistake: no-key\n    expects: either\n`),
      12,
      'expects to be refused',
      'Leave `expects` out.',
    ],
    [
      'a case twice',
      `${one(request)}  - {id: c, title: T, asks: A., about: e, request: {}}\n`,
      11,
      'another case basic/c.',
      'Ids are unique.',
    ],
    [
      'a case that is the twin of another',
      `${one(`${request}    stream: both\n`)}  - {id: c-streamed, title: T, asks: A., about: e, request: {}}\n`,
      12,
      'another case basic/c-streamed.',
      'Ids are unique.',
    ],
    [
      'an unknown source of cases',
      `${head}cases: []\nderive: {from: schema, request: {}}\n`,
      6,
      '`from` cannot be "schema".',
      'Known: parameters, required, auth.',
    ],
    ['no YAML', `${head}cases: [`, 5, 'Flow sequence', null],
  ])('reports %s with its place', (_, text, line, reason, suggestion) => {
    const parsed = parseSuite(text, 'basic.yaml');
    expect('errors' in parsed && parsed.errors).toEqual([
      {
        file: 'basic.yaml',
        line,
        column: expect.any(Number) as number,
        reason: expect.stringContaining(reason) as string,
        suggestion,
      },
    ]);
  });

  it('answers any YAML with a suite or with errors, never with an exception', () => {
    const key = fc.constantFrom(
      'id',
      'cases',
      'derive',
      'request',
      'steps',
      'stream',
      'from',
      'order',
      'title',
      '__proto__',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        tie('list'),
        tie('map'),
      ),
      list: fc.array(tie('tree'), { maxLength: 4 }),
      map: fc.dictionary(key, tie('tree'), { maxKeys: 6 }),
    }));
    const text = fc.oneof(
      tree.map((value) => stringify(value)),
      fc.string(),
      fc.string().map((tail) => one(request) + tail),
    );
    fc.assert(
      fc.property(text, (yaml) => {
        const parsed = parseSuite(yaml, 'x.yaml');
        expect('errors' in parsed ? parsed.errors.length > 0 : parsed.value.file === 'x.yaml').toBe(true);
      }),
      propertyRuns(300),
    );
  });
});

describe('parseSuites', () => {
  it('keeps the valid files if others are invalid', () => {
    const files = [
      { file: 'a.yaml', text: `${head}cases: []\n` },
      { file: 'b.yaml', text: 'id: 1\n' },
      { file: 'c.yaml', text: `${head}cases: []\n` },
    ];
    const { suites, errors } = parseSuites(files);
    expect(suites.map(({ file }) => file)).toEqual(['a.yaml']);
    expect(errors.some(({ file }) => file === 'b.yaml')).toBe(true);
    expect(errors.at(-1)).toMatchObject({ file: 'c.yaml', reason: 'The suite basic is in a.yaml already.' });
  });
});
