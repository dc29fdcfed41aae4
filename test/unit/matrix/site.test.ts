import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { makeEvents } from './make-events.js';
import { about, matrixOf } from './make-site.js';

const { files } = matrixOf([
  { events: makeEvents({ startedAt: '2026-09-01T00:00:00Z' }), about: about('Acme') },
  { events: makeEvents(), about: about('Acme') },
  { events: makeEvents({ baseUrl: 'http://zeta.example/v1' }), evidence: false, folder: 'zeta' },
]);
const read = (path: string): string => files.get(path) ?? `${path} is not in the site`;

describe('the site', () => {
  test('every link within it leads to a page and an anchor that are there', () => {
    const broken: string[] = [];
    for (const [path, html] of files) {
      if (!path.endsWith('.html')) continue;
      for (const [, href] of html.matchAll(/ href="([^"]+)"/gu)) {
        if (href === undefined || /^(?:https?|data):/u.test(href)) continue;
        const url = new URL(href, `http://site/${path}`);
        const page = files.get(decodeURIComponent(url.pathname.slice(1)));
        const anchor = decodeURIComponent(url.hash.slice(1));
        if (page === undefined || (anchor !== '' && !page.includes(` id="${anchor}"`)))
          broken.push(`${path} → ${href}`);
      }
    }
    expect(broken).toEqual([]);
  });

  test('the legend is folded; every count has its denominator; there is no percentage', () => {
    const index = read('index.html');
    expect(index).toContain('<details class="legend">');
    expect(index).toContain('<i>diverges </i>1/2');
    const shown = (text: string): string => text.replaceAll(/<(style|script)[\s\S]*?<\/\1>|href="data:[^"]*"/gu, '');
    const pages = [...files].filter(([path]) => /\.(?:html|md)$/u.test(path));
    expect(pages.filter(([, text]) => /\d\s?%/u.test(shown(text))).map(([path]) => path)).toEqual([]);
  });

  test('a page allows its own style and script by their hashes and nothing else', () => {
    for (const [path, html] of files) {
      if (!path.endsWith('.html')) continue;
      const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/u.exec(html)?.[1] ?? '';
      expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+';/u);
      expect(policy).not.toMatch(/unsafe|https?:|\*/u);
      expect(html).not.toMatch(/ (?:style|on\w+)="/u);
    }
  });

  test('a run without a record says so', () => {
    expect(read('r/zeta-20261120/streaming.minimal.html')).toContain('are not part of the site');
  });

  test('matrix.json is valid by its schema', () => {
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync('schemas/matrix.schema.json', 'utf8')) as object);
    expect(validate(JSON.parse(read('matrix.json'))) || validate.errors).toBe(true);
  });

  test('badges have counts and no score', () => {
    expect(JSON.parse(read('badges/acme-1.0-20261120-openai.json'))).toEqual({
      schemaVersion: 1,
      label: 'drop-in for OpenAI',
      message: '2 of 2 cases conform',
      color: '#17603a',
    });
    expect(JSON.parse(read('badges/acme-1.0-20260901-own.json')).message).toBe('1 of 3 cases conform (2026-09-01)');
    expect(read('badges/acme-1.0-20261120-own.svg')).toContain('1 of 3 cases conform');
  });

  test('a finding has the same address in every site', () => {
    const alone = matrixOf([{ events: makeEvents(), about: about('Acme') }]).matrix.findings.map(({ slug }) => slug);
    expect([...files.keys()].filter((path) => path.startsWith('f/'))).toEqual(alone.map((slug) => `f/${slug}.html`));
  });
});
