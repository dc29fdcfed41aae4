import type { ComponentChildren } from 'preact';
import type { JsonLine } from '../evidence/json-lines.js';

/** A document line by line. Lines without a mark are one text, because a page can have thousands. */
export function Lines({ label, lines }: { readonly label: string; readonly lines: readonly JsonLine[] }) {
  const parts: ComponentChildren[] = [];
  let plain = '';
  for (const { text, marks } of lines) {
    if (marks.length === 0) {
      plain += `${text}\n`;
      continue;
    }
    parts.push(plain);
    plain = '';
    parts.push(
      <mark class={heaviest(marks)}>
        {text}
        {marks.map(({ anchor, expected }) => (
          <a href={`#${anchor}`}>← expected {expected}</a>
        ))}
      </mark>,
    );
  }
  parts.push(plain.replace(/\n$/u, ''));
  return (
    <pre class="lines" role="region" aria-label={label} tabindex={0}>
      {parts}
    </pre>
  );
}

function heaviest(marks: JsonLine['marks']): string {
  return (['must', 'should'] as const).find((level) => marks.some((mark) => mark.level === level)) ?? 'note';
}

/** Links from a marked place to its divergences. */
export function MarkLinks({ anchors }: { readonly anchors: readonly string[] }) {
  return (
    <>
      {anchors.map((anchor) => (
        <a class="marked" href={`#${anchor}`}>
          diverges here
        </a>
      ))}
    </>
  );
}
