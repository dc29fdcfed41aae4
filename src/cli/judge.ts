import type { Command } from 'commander';
/** x */
export function addJudge(program: Command): void {
  void program;
}
