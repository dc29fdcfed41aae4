import Table from 'cli-table3';
import { type ContractRow, CONTRACT_PARTS, compareSpecs, differs } from '../../core/spec/compare-specs.js';
import type { Spec } from '../../core/model/spec.js';
import { fileError } from '../../core/spec/source.js';
import { escapeLines } from '../../core/wire/quote.js';
import { EXIT, type ExitStatus, printErrors } from '../shared/run-action.js';

/** Prints what specs document differently, as tables or as JSON. Returns the exit status. */
export function listDifferences(specs: readonly Spec[], json: boolean): ExitStatus {
  const families = [...new Set(specs.map(({ dialect }) => dialect))];
  if (specs.length < 2 || families.length > 1) {
    const reason =
      specs.length < 2
        ? 'One spec has no differences.'
        : `The specs are of several API families: ${families.join(', ')}.`;
    printErrors([fileError('--spec', reason, 'Name two or more of one family, such as --spec greenpt,openai.')]);
    return EXIT.couldNotRun;
  }
  const rows = compareSpecs(specs).filter(differs);
  const ids = specs.map(({ id }) => id);
  process.stdout.write(json ? toJson(rows, ids) : toText(rows, ids, Math.max(80, process.stdout.columns ?? 80)));
  return EXIT.conforms;
}

function toJson(rows: readonly ContractRow[], ids: readonly string[]): string {
  const entries = rows.map(({ part, name, cells }) => ({
    part,
    name,
    documents: Object.fromEntries(ids.map((id, n) => [id, cells[n] ?? null])),
  }));
  return `${JSON.stringify(entries, null, 2)}\n`;
}

/** A table for each part of the contract, in the width of the terminal, then how much each spec lacks. */
function toText(rows: readonly ContractRow[], ids: readonly string[], width: number): string {
  const tables = CONTRACT_PARTS.flatMap((part) => {
    const own = rows.filter((row) => row.part === part);
    return own.length === 0 ? [] : [tabulate(part, own, ids, width)];
  });
  const counts = ids.map((id, n) => {
    const lacks = rows.filter(({ cells }) => cells[n] === null && cells.some((cell) => cell !== null)).length;
    return `${id} does not document ${lacks}`;
  });
  const others = rows.filter(({ cells }) => cells.every((cell) => cell !== null)).length;
  return `${[...tables, `${rows.length} differences: ${counts.join(', ')}; ${others} are documented in other ways.`].map(escapeLines).join('\n\n')}\n`;
}

const NAME = 30;

function tabulate(part: string, rows: readonly ContractRow[], ids: readonly string[], width: number): string {
  const column = Math.max(12, Math.floor((width - NAME - 1 - (ids.length + 1)) / ids.length));
  const table = new Table({
    head: [part, ...ids],
    colWidths: [NAME, ...ids.map(() => column)],
    wordWrap: true,
    style: { head: [], border: [], compact: true },
  });
  table.push(...rows.map(({ name, cells }) => [name, ...cells.map((cell) => cell ?? '–')]));
  return table.toString();
}
