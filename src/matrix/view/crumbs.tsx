import { relative } from './address.js';

/** The way from the matrix to a page. */
export function Crumbs({
  path,
  trail,
}: {
  readonly path: string;
  readonly trail: readonly (readonly [string, string])[];
}) {
  return (
    <nav class="crumbs" aria-label="Where this page stands">
      <ol>
        {trail.map(([to, label]) => (
          <li>
            <a href={relative(path, to)}>{label}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
