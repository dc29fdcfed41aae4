import { type Document, isMap, isSeq, parseDocument, stringify, type YAMLMap } from 'yaml';
import type { Json } from '../model/json.js';
import { asArray, asObject, asString, isObject } from '../wire/json.js';
import type { SpecContents } from './compare-claims.js';
import { isSame } from './merge-json.js';

const YAML = { lineWidth: 0, blockQuote: 'literal', aliasDuplicateObjects: false } as const;

/** Writes the files of a spec, by name. */
export function writeContents(contents: SpecContents): ReadonlyMap<string, string> {
  return new Map([...contents].map(([name, value]) => [name, writeContent(name, value)]));
}

function writeContent(name: string, value: Json): string {
  if (!name.endsWith('.yaml')) return `${JSON.stringify(value, null, 2)}\n`;
  return (name === 'spec.yaml' ? DRAFT : '') + stringify(value, YAML);
}

const DRAFT = '# A draft that conformance spec import wrote. Compare it with the documents before you trust it.\n';

/** Changes the text of a file to another content. Comments and the order of what stays are kept. */
export function editContent(name: string, text: string, value: Json): string {
  if (!name.endsWith('.yaml')) return writeContent(name, value);
  const document: Document = parseDocument(text);
  if (!isMap(document.contents)) return writeContent(name, value);
  editMap(document, document.contents, value);
  return document.toString(YAML);
}

function edit(document: Document, node: unknown, value: Json): unknown {
  if (isSame(plain(document, node), value)) return node;
  if (isMap(node) && isObject(value)) return editMap(document, node, value);
  if (isSeq(node) && Array.isArray(value)) {
    const known = new Map(node.items.flatMap((item) => (isMap(item) ? [[item.get('id'), item] as const] : [])));
    node.items = asArray(value).map((each) => {
      const id = asString(asObject(each)?.['id']);
      return edit(document, id === null ? undefined : known.get(id), each);
    });
    return node;
  }
  return document.createNode(value);
}

function editMap(document: Document, node: YAMLMap, value: Json): YAMLMap {
  const members = asObject(value) ?? {};
  for (const name of Object.keys(asObject(plain(document, node) ?? null) ?? {}))
    if (!Object.hasOwn(members, name)) node.delete(name);
  for (const [name, inner] of Object.entries(members)) node.set(name, edit(document, node.get(name, true), inner));
  return node;
}

function plain(document: Document, node: unknown): Json | undefined {
  // The nodes of a file that was parsed as plain data are JSON.
  return node === undefined || node === null ? undefined : ((node as YAMLMap).toJS(document) as Json);
}
