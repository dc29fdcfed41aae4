import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lockFolder } from '../../../src/io/files/lock-folder.js';
import { refuseOverwriting } from '../../../src/io/files/overwritten.js';
import { writeFileWhole } from '../../../src/io/files/write-file.js';
import { makeSiteWriter, replaceSite } from '../../../src/io/files/write-site.js';
import { openRecord } from '../../../src/io/record/record.js';
import { reopenRecord } from '../../../src/io/record/reopen-record.js';
import { ok } from '../../../src/core/model/result.js';
import { errorOf, valueOf } from '../../support/result.js';

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'conformance-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

test('a folder has one writer at a time, however it is spelled', async () => {
  const dir = folder();
  const out = join(dir, 'out');
  const record = valueOf(await openRecord(out));
  symlinkSync(out, join(dir, 'link'));
  // Each attempt waits until the holder of the lock updates it.
  const refused = await Promise.all(
    [out, join(dir, 'link'), `${dir}/./out/../out`].flatMap((same) => [
      openRecord(same),
      reopenRecord(same),
      replaceSite(same, async () => ok(undefined)),
    ]),
  );
  for (const each of refused)
    expect(errorOf(each).reason).toBe(`process ${process.pid} on ${hostname()} is writing to this folder`);
  valueOf(await record.finish(new Map()));
  valueOf(await valueOf(await openRecord(out)).finish(new Map()));
});

// No process has this number: the largest on Linux is 4,194,304.
const ENDED = 4_194_305;

test('the lock of a process that has ended is taken over', async () => {
  const dir = folder();
  mkdirSync(join(dir, '.conformance.lock'));
  writeFileSync(join(dir, '.conformance.holder.json'), JSON.stringify({ pid: ENDED, host: hostname() }));
  const release = valueOf(await lockFolder(dir));
  expect(errorOf(await lockFolder(dir)).reason).toContain(`process ${process.pid}`);
  await release();
  await valueOf(await lockFolder(dir))();
});

test('a lock from the future is taken over if it is not updated', async () => {
  const dir = folder();
  const lock = join(dir, '.conformance.lock');
  mkdirSync(lock);
  const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000);
  utimesSync(lock, tomorrow, tomorrow);
  writeFileSync(join(dir, '.conformance.holder.json'), JSON.stringify({ pid: ENDED, host: hostname() }));
  const release = valueOf(await lockFolder(dir));
  expect(errorOf(await lockFolder(dir)).reason).toContain(`process ${process.pid}`);
  await release();
});

test('the lock of a process on another machine is respected while it is updated', async () => {
  const dir = folder();
  const lock = join(dir, '.conformance.lock');
  mkdirSync(lock);
  writeFileSync(join(dir, '.conformance.holder.json'), JSON.stringify({ pid: process.pid, host: 'elsewhere' }));
  const update = setInterval(() => utimesSync(lock, new Date(), new Date()), 50);
  onTestFinished(() => clearInterval(update));
  expect(errorOf(await lockFolder(dir)).reason).toBe(`process ${process.pid} on elsewhere is writing to this folder`);
});

test('no output replaces an input, also through a link', () => {
  const dir = folder();
  const input = join(dir, 'a.har');
  writeFileSync(input, '{}');
  symlinkSync(input, join(dir, 'b.har'));
  expect(errorOf(refuseOverwriting([join(dir, 'b.har')], [input])).reason).toContain(input);
  expect(errorOf(refuseOverwriting([`${dir}/../${basename(dir)}/a.har`], [input])).reason).toContain(input);
  valueOf(refuseOverwriting([join(dir, 'new.har'), dir], [input, join(dir, 'none.har')]));
});

test('links are replaced or refused, never followed', async () => {
  const dir = folder();
  const victim = join(dir, 'victim');
  writeFileSync(victim, '{"type":"run",');
  const site = join(dir, 'site');
  mkdirSync(site);
  writeFileSync(join(site, 'matrix.json'), '{"schemaVersion":1,"title":');
  symlinkSync(victim, join(site, 'index.html'));
  symlinkSync(dir, join(site, 'assets'));
  const replaced = await replaceSite(site, async (temporary) => {
    const writer = makeSiteWriter(temporary);
    await writer.write('index.html', 'page');
    await writer.write('assets/victim', 'page');
    return writer.finish();
  });
  valueOf(replaced);
  expect(readFileSync(join(site, 'index.html'), 'utf8')).toBe('page');
  rmSync(join(site, 'matrix.json'));
  symlinkSync(victim, join(site, 'matrix.json'));
  valueOf(await writeFileWhole(join(site, 'matrix.json'), 'ours'));
  mkdirSync(join(dir, 'run'));
  symlinkSync(victim, join(dir, 'run', 'results.ndjson'));
  expect(errorOf(await reopenRecord(join(dir, 'run'))).reason).toContain('link');
  expect(readFileSync(victim, 'utf8')).toBe('{"type":"run",');
});

test('a file that is replaced keeps its permissions, and a new one is private', async () => {
  const dir = folder();
  writeFileSync(join(dir, 'old'), 'x');
  writeFileSync(join(dir, 'open'), 'x');
  chmodSync(join(dir, 'old'), 0o640);
  chmodSync(join(dir, 'open'), 0o666);
  const names = ['old', 'open', 'new'];
  for (const name of names) valueOf(await writeFileWhole(join(dir, name), 'y'));
  expect(names.map((name) => statSync(join(dir, name)).mode & 0o777)).toEqual([0o640, 0o666, 0o600]);
  expect(existsSync(join(dir, `.old.${process.pid}.tmp`))).toBe(false);
});
