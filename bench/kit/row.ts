/** One line of the table: a value, its floor from the same run, and the aim for their ratio. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly floor: string;
  readonly ratio: number;
  readonly aim: { readonly atMost: number } | { readonly atLeast: number };
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
  return 'atMost' in aim ? ratio <= aim.atMost : ratio >= aim.atLeast;
}

function describeAim(aim: Row['aim']): string {
  return 'atMost' in aim ? `≤ ${aim.atMost}` : `≥ ${aim.atLeast}`;
}
