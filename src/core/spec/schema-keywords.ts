/** The keywords of JSON Schema 2020-12 that specs use, by what stands under them. */
export const schemaKeywords = {
  /** A schema under each key. */
  maps: ['properties', 'patternProperties', '$defs', 'dependentSchemas'],
  /** A list of schemas. */
  lists: ['allOf', 'anyOf', 'oneOf', 'prefixItems'],
  /** One schema. */
  singles: [
    'items',
    'additionalProperties',
    'unevaluatedProperties',
    'unevaluatedItems',
    'propertyNames',
    'contains',
    'not',
    'if',
    'then',
    'else',
  ],
  /** Anything but schemas. */
  plain: [
    '$schema',
    '$id',
    '$ref',
    '$comment',
    'x-claim',
    'title',
    'description',
    'default',
    'deprecated',
    'examples',
    'type',
    'const',
    'enum',
    'format',
    'pattern',
    'required',
    'dependentRequired',
    'minimum',
    'maximum',
    'exclusiveMinimum',
    'exclusiveMaximum',
    'multipleOf',
    'minLength',
    'maxLength',
    'minItems',
    'maxItems',
    'uniqueItems',
    'minContains',
    'maxContains',
    'minProperties',
    'maxProperties',
  ],
} as const;

export const allKeywords: readonly string[] = Object.values(schemaKeywords).flat();
