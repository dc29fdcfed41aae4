/** Names that some systems reserve for devices. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/u;

/** A text as a file name for any system: lower-case letters, digits, dot, hyphen and underscore. */
export function slugOf(text: string, longest = 48): string {
  const slug = text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('/', '.')
    .replaceAll(/[^a-z0-9._-]+/gu, '-')
    .replaceAll(/\.{2,}/gu, '.')
    .slice(0, longest)
    .replaceAll(/^[-.]+|[-.]+$/gu, '');
  if (slug === '') return 'unnamed';
  return RESERVED.test(slug) ? `x-${slug}` : slug;
}

/** Makes slugs that are unique: a slug that exists already gets a number. */
export function makeSlugs(): (text: string, longest?: number) => string {
  const taken = new Set<string>();
  return (text, longest) => {
    const wanted = slugOf(text, longest);
    let slug = wanted;
    for (let n = 2; taken.has(slug); n++) slug = `${wanted}-${n}`;
    taken.add(slug);
    return slug;
  };
}
