/** As much of vitest's suites as is looked at. */
interface TaskTree {
  readonly name: string;
  readonly mode: string;
  readonly tasks?: readonly TaskTree[];
}

/** The names of the tests in a suite that vitest is going to run; they are the ids of cases. */
export function wantedCases(suite: TaskTree | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  const look = ({ name, mode, tasks }: TaskTree): void => {
    if (tasks !== undefined) for (const task of tasks) look(task);
    else if (mode !== 'skip' && mode !== 'todo') names.add(name);
  };
  if (suite !== undefined) look(suite);
  return names;
}
