import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findFaults } from '../../../src/reference/index.js';
import { REFERENCE_KEY, serveReference } from '../../../src/reference/serve.js';
import { openSpecs } from '../../../src/io/files/open-specs.js';
import { conformanceIn } from '../../support/conformance-in.js';
import { valueOf } from '../../support/result.js';
import { writeAcme } from '../../support/write-acme.js';
import { emptyFolder } from '../e2e/support/out-folder.js';

interface WatchJson {
  readonly targets: readonly {
    readonly name: string;
    readonly status: string;
    readonly title: string;
    readonly markdown?: string;
    readonly shortfall: string | null;
    readonly isFirst: boolean;
    readonly changes: {
      readonly documents: readonly object[];
      readonly model: object | null;
      readonly findings: readonly { readonly change: string; readonly cause: string; readonly title: string }[];
    } | null;
  }[];
}

/** A folder with Acme's spec and a target that is a server of it, which can be replaced by another on the same port. */
async function watching() {
  const folder = emptyFolder();
  writeAcme(folder);
  const [spec] = valueOf(await openSpecs([join(folder, 'acme')]));
  if (spec === undefined) throw new Error('There is no spec');
  let served = await serveReference({ spec });
  onTestFinished(() => served.close());
  const { baseUrl } = served;
  const configure = (model: string): void =>
    writeFileSync(
      join(folder, 'conformance.yaml'),
      `targets:\n  - { name: acme, baseUrl: '${baseUrl}', model: ${model}, specs: [./acme], keyEnv: ACME_KEY }\n`,
    );
  configure('acme-1');
  return {
    folder,
    configure,
    /** The server shows these faults from now on; null for no server. */
    replace: async (faults: readonly string[] | null): Promise<void> => {
      await served.close();
      if (faults !== null)
        served = await serveReference({
          spec,
          port: Number(new URL(baseUrl).port),
          faults: valueOf(findFaults(faults)),
        });
    },
    pass: async (...flags: readonly string[]) => {
      const args = ['watch', '--config', 'conformance.yaml', ...flags];
      const ran = await conformanceIn(folder, args, { ACME_KEY: REFERENCE_KEY, ...hook });
      const text = (name: string): string => {
        const path = join(folder, 'conformance-watch', name);
        return existsSync(path) ? readFileSync(path, 'utf8') : '';
      };
      const json = text('watch.json') === '' ? null : (JSON.parse(text('watch.json')) as WatchJson);
      return { ...ran, target: json?.targets[0], body: text('acme.md') };
    },
  };
}

const hook: Record<string, string> = {};

describe('conformance watch', { timeout: 120_000 }, () => {
  it('reports a change of behaviour until it is accepted or gone', async () => {
    const { pass, replace } = await watching();
    const first = await pass();
    expect(first).toMatchObject({ status: 0, target: { status: 'unchanged', isFirst: true, changes: null } });
    expect(first.body).toContain('# Conformance watch: acme');
    expect(await pass()).toMatchObject({ status: 0, target: { status: 'unchanged', isFirst: false } });

    await replace(['b-g4f-interference-no-done']);
    const changed = await pass();
    expect(changed).toMatchObject({ status: 1, target: { status: 'changed', title: first.target?.title } });
    expect(changed.target?.changes).toMatchObject({ documents: [], model: null });
    expect(changed.target?.changes?.findings).toContainEqual(
      expect.objectContaining({ change: 'new', cause: 'behaviour' }),
    );
    expect(changed.body).toMatch(/## Documents changed\n\nNo\.\n\n## Behaviour changed\n\n- new: must `/u);
    // It stays a change in every pass.
    expect((await pass()).target?.status).toBe('changed');
    expect(await pass('--accept', 'acme')).toMatchObject({ status: 0, stdout: 'acme: accepted\n' });
    expect(await pass()).toMatchObject({ status: 0, target: { status: 'unchanged' } });

    await replace([]);
    const mended = await pass();
    expect(mended.target?.changes?.findings).toContainEqual(
      expect.objectContaining({ change: 'gone', cause: 'behaviour' }),
    );
  });

  it('keeps a change of the documents apart from one of the behaviour', async () => {
    const { folder, pass, replace } = await watching();
    await pass();
    // The documents promise a number now, and the server still sends a text.
    const edit = (file: string, from: string, to: string): void => {
      const path = join(folder, 'acme', file);
      expect(readFileSync(path, 'utf8')).toContain(from);
      writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
    };
    edit('response.schema.json', '"id": { "type": "string"', '"id": { "type": "integer"');
    edit('examples/completion.json', '"c-1"', '1');
    edit('spec.yaml', 'revision: 2026-11-26', 'revision: 2026-11-27');
    await replace(['b-g4f-interference-no-done']);
    const both = await pass();
    expect(both).toMatchObject({ status: 1, target: { status: 'changed' } });
    const findings = both.target?.changes?.findings.map(({ change, cause }) => `${change} ${cause}`);
    expect(both.target?.changes?.documents).toEqual([expect.objectContaining({ spec: 'acme' })]);
    expect(findings).toContain('new behaviour');
    expect(findings).toContain('new documents');
    expect(findings).not.toContain('new unknown');
    const [documents = '', behaviour = ''] = both.body.split('## Behaviour changed');
    expect(documents).toContain('`acme`');
    expect(behaviour).toContain('[DONE]');
    // conformance diff says which of both happened, too.
    const args = ['diff', 'conformance-watch/acme/accepted', 'conformance-watch/acme/latest', '--spec', './acme'];
    const { stdout } = await conformanceIn(folder, args);
    expect(stdout).toMatch(/^documents: acme 2026-11-26 → 2026-11-27; 1 finding new$/mu);
    expect(stdout).toMatch(/^behaviour: 1 finding new/mu);
  });

  it('names documents that were edited under the same date', async () => {
    const { folder, pass } = await watching();
    await pass();
    const path = join(folder, 'acme/claims.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace('refused with 401', 'refused with status 401'));
    expect((await pass()).body).toContain('## Documents changed\n\n- `acme` 2026-11-26, edited since');
  });

  it('does not report quotations that only moved as a change', async () => {
    const { folder, pass } = await watching();
    await pass();
    const path = join(folder, 'acme/spec.yaml');
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      text.replace('docs.acme.example/chat', 'acme.example/new').replaceAll('2026-11-26', '2026-11-27'),
    );
    const moved = await pass();
    expect(moved).toMatchObject({ status: 0, target: { status: 'unchanged', changes: { documents: [] } } });
    expect(moved.body).toContain('## Documents changed\n\nNo.\n\nNote: the quotations of acme have other lines');
    const args = ['diff', 'conformance-watch/acme/accepted', 'conformance-watch/acme/latest', '--spec', './acme'];
    const { stdout } = await conformanceIn(folder, args);
    expect(stdout).toMatch(/^documents: unchanged$/mu);
    expect(stdout).toMatch(/^note: the quotations of acme have other lines, addresses or dates/mu);
  });

  it('reports another model, and what it could not tell', async () => {
    const { pass, configure, replace } = await watching();
    await pass();
    configure('acme-2');
    const other = await pass();
    expect(other.target?.changes?.model).toEqual({ before: ['acme-1'], after: ['acme-2'] });
    expect(other.body).toContain('## Model changed\n\n- `acme-1` → `acme-2`');
    configure('acme-1');
    await replace(null);
    const down = await pass();
    expect(down).toMatchObject({ status: 3, target: { status: 'unknown' } });
    expect(down.body).toContain('**Could not tell.**');
    expect(down.target?.shortfall).not.toBeNull();
  });

  it('posts the results to a webhook, and does not print its address', async () => {
    const received: WatchJson[] = [];
    let status = 200;
    const server = createServer((request, response) => {
      let text = '';
      request.setEncoding('utf8').on('data', (part: string) => (text += part));
      request.on('end', () => {
        received.push(JSON.parse(text) as WatchJson);
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
    const secret = 'T000-B000-XyZ';
    hook['WATCH_HOOK'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${secret}`;
    onTestFinished(() => void delete hook['WATCH_HOOK']);
    const { pass } = await watching();
    expect(await pass('--webhook-env', 'WATCH_HOOK')).toMatchObject({ status: 0 });
    expect(received).toHaveLength(1);
    expect(received[0]?.targets[0]).toMatchObject({ name: 'acme', status: 'unchanged' });
    expect(received[0]?.targets[0]?.markdown).toContain('# Conformance watch: acme');
    status = 500;
    const failed = await pass('--webhook-env', 'WATCH_HOOK');
    expect(failed).toMatchObject({ status: 2, stderr: expect.stringContaining('status 500') as string });
    expect(failed.stdout + failed.stderr).not.toContain(secret);
  });

  it('refuses an unknown target, and a configuration without targets', async () => {
    const { folder, pass } = await watching();
    expect(await pass('--target', 'acm')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Did you mean acme?') as string,
    });
    writeFileSync(join(folder, 'conformance.yaml'), 'failOn: must\n');
    expect((await pass()).status).toBe(2);
  });
});
