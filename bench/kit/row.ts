/** One line of the table: what was measured, against which floor, and whether the aim is reached. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly floor: string;
  readonly ratio: number;
  /** What the ratio should be: at most, or at least. */
  readonly aim: { readonly atMost: number } | { readonly atLeast: number } | null;
}

/** The rows as a Markdown table. */
export function tabulate(rows: readonly Row[]): string {
  const lines = rows.map(({ what, measured, floor, ratio, aim }) =>
    [what, measured, floor, ratio.toFixed(2), describeAim(aim), isReached(ratio, aim) ? '' : 'not reached'].join(' | '),
  );
  const head = ['what', 'measured', 'floor', 'ratio', 'aim', ''].join(' | ');
  return [head, '--- | --- | --- | ---: | ---: | ---', ...lines].map((line) => `| ${line} |`).join('\n');
}

export function isReached(ratio: number, aim: Row['aim']): boolean {
  if (aim === null) return true;
  return 'atMost' in aim ? ratio <= aim.atMost : ratio >= aim.atLeast;
}

function describeAim(aim: Row['aim']): string {
  if (aim === null) return '';
  return 'atMost' in aim ? `≤ ${aim.atMost}` : `≥ ${aim.atLeast}`;
}
