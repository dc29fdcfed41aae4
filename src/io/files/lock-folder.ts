import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fail, ok, type Result } from '../../core/model/result.js';
import { fileError } from '../../core/spec/source.js';
import { hasEnded } from './has-ended.js';
import { describeSystemError } from './system-error.js';

/** The file that locks a folder, and the file that names the owner of the lock. */
const LOCK = '.conformance.lock';
const HOLDER = '.conformance.holder.json';

/** How often a holder updates its lock, in milliseconds. */
const UPDATE = 1000;
/** Milliseconds without an update after which a lock counts as abandoned. A busy event loop delays updates. */
const ABANDONED = 15_000;
/** The same for a holder whose process is known to have ended: the least that proper-lockfile allows. */
const ENDED = 2000;

interface Holder {
  readonly pid: number;
  readonly host: string;
}

/**
 * Locks a folder for one writer, across processes and however its path is spelled. The lock of a killed process is
 * taken over.
 * @returns a function that releases the lock
 */
export async function lockFolder(folder: string): Promise<Result<() => Promise<void>>> {
  const { default: lockfile } = await import('proper-lockfile');
  const options = { lockfilePath: join(folder, LOCK), update: UPDATE, onCompromised: () => {} };
  const holder = join(folder, HOLDER);
  try {
    const stale = isEnded(readHolder(holder)) ? ENDED : ABANDONED;
    const release = await acquire(join(folder, LOCK), stale, () => lockfile.lock(folder, { ...options, stale }));
    const own: Holder = { pid: process.pid, host: hostname() };
    const unlock = async (): Promise<void> => {
      rmSync(holder, { force: true });
      await release().catch(() => {});
    };
    try {
      rmSync(holder, { force: true });
      writeFileSync(holder, JSON.stringify(own), { flag: 'wx', mode: 0o600 });
    } catch (error) {
      await unlock();
      throw error;
    }
    return ok(unlock);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ELOCKED'))
      return fail([fileError(folder, describeSystemError(error), 'name a folder that can be written')]);
    const known = readHolder(holder);
    const by = known === null ? 'another process' : `process ${known.pid} on ${known.host}`;
    return fail([fileError(folder, `${by} is writing to this folder`, 'wait for it, or name another folder')]);
  }
}

/**
 * Retries until the lock is acquired, which takes until it is abandoned, or until its holder updates it. A lock from the
 * future, which another clock wrote, is abandoned if it is not updated for that time.
 * @param stale milliseconds without an update after which the lock is abandoned
 */
async function acquire<T>(path: string, stale: number, lock: () => Promise<T>): Promise<T> {
  const updatedAt = (): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const first = updatedAt();
  const began = performance.now();
  for (;;) {
    try {
      return await lock();
    } catch (error) {
      const isHeld = error instanceof Error && 'code' in error && error.code === 'ELOCKED';
      if (!isHeld || updatedAt() !== first) throw error;
      if (first > Date.now() && performance.now() - began > stale) {
        utimesSync(path, 0, 0);
        return await lock();
      }
      await delay(UPDATE / 4);
    }
  }
}

function readHolder(file: string): Holder | null {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('host' in value)) return null;
    const { pid, host } = value;
    return Number.isSafeInteger(pid) && typeof host === 'string'
      ? { pid: Number(pid), host: host.slice(0, 100) }
      : null;
  } catch {
    return null;
  }
}

/** Whether the process of a holder on this machine has ended; false when that is unknown. */
function isEnded(holder: Holder | null): boolean {
  return holder !== null && holder.host === hostname() && holder.pid > 0 && hasEnded(holder.pid);
}
