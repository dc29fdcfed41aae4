/** The way from a marked place back to the divergence that marks it. */
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
