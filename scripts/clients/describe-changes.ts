import type { ClientFile } from './write-client-file.js';

/**
 * What a new measurement of a client changes, as lines of a Markdown list: one for each outcome. A task without an outcome
 * does not use the fault.
 */
export function describeChanges(before: ClientFile, after: ClientFile): readonly string[] {
  const moved = before.version === after.version ? after.version : `${before.version} → ${after.version}`;
  const ids = [...new Set([...Object.keys(before.faults), ...Object.keys(after.faults)])].sort();
  return ids.flatMap((id) => {
    const [was, is] = [before.faults[id], after.faults[id]];
    if (was === undefined || is === undefined)
      return [`- ${after.client} ${moved}: \`${id}\` is ${was === undefined ? 'new' : 'no longer measured'}`];
    return [...new Set([...Object.keys(was), ...Object.keys(is)])]
      .filter((task) => was[task] !== is[task])
      .map((task) => `- ${after.client} ${moved}: \`${id}\`, ${task}: ${show(was[task])} → ${show(is[task])}`);
  });
}

const show = (outcome: string | undefined): string => (outcome === undefined ? 'not used' : `\`${outcome}\``);

/** The earlier measurement to compare with: of the same major version, otherwise of any version. */
export function findBefore(files: readonly ClientFile[], after: ClientFile): ClientFile | null {
  const major = (version: string): string | undefined => version.split('.')[0];
  const same = files.filter(({ client }) => client === after.client);
  return same.find(({ version }) => major(version) === major(after.version)) ?? same.at(-1) ?? null;
}
