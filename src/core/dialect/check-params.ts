import type { Json } from '../model/json.js';

/** The schema of a check's parameters: an object whose members are described one by one. */
export type ParamsSchema = {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, ParamSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
};

/** The schema of one parameter. */
export type ParamSchema =
  | { readonly enum: readonly (string | number)[] }
  | { readonly type: 'array'; readonly items: ParamSchema }
  | { readonly type: keyof Types; readonly format?: string }
  | { readonly type: readonly (keyof Types | 'array')[]; readonly items: ParamSchema };

interface Types {
  readonly string: string;
  readonly integer: number;
  readonly number: number;
  readonly boolean: boolean;
}

/** The type of the values that a schema allows. Covers what parameters use: objects, arrays, enums, scalars. */
export type FromSchema<S> = S extends { readonly enum: readonly (infer Value)[] }
  ? Value
  : S extends { readonly type: 'object'; readonly properties: infer P }
    ? {
        readonly [Name in keyof P as Name extends RequiredOf<S> ? Name : never]: FromSchema<P[Name]>;
      } & { readonly [Name in keyof P as Name extends RequiredOf<S> ? never : Name]?: FromSchema<P[Name]> }
    : S extends { readonly type: 'array'; readonly items: infer Items }
      ? readonly FromSchema<Items>[]
      : S extends { readonly type: keyof Types }
        ? Types[S['type']]
        : S extends { readonly type: readonly (infer T)[]; readonly items: infer Items }
          ? Types[T & keyof Types] | ('array' extends T ? readonly FromSchema<Items>[] : never)
          : Json;

type RequiredOf<S> = S extends { readonly required: readonly (infer Name)[] } ? Name : never;
