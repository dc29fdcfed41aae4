import type { RunEvent } from '../../core/model/event.js';
import type { Exchange } from '../../core/model/exchange.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { EVENT_SCHEMAS } from './event-schema.js';
import { makeOwnAjv } from '../files/own-ajv.js';
import { type LeftOut, untilGap } from './until-gap.js';

/**
 * One event as one line of `results.ndjson`, without the line end. An exchange's pieces become
 * `[milliseconds, base64]`; everything else is written as it is in the model.
 */
export function encodeEvent(event: RunEvent): string {
  if (event.type !== 'exchange') return JSON.stringify(event);
  return JSON.stringify({ ...event, exchange: encodeExchange(event.exchange) });
}

function encodeExchange(exchange: Exchange): unknown {
  const { response } = exchange;
  if (response === null) return exchange;
  const body = response.body.map(({ ms, bytes }) => [ms, Buffer.from(bytes).toString('base64')]);
  return { ...exchange, response: { ...response, body } };
}

/** A piece as it is written. */
type Written = readonly [ms: number, text: string, leftOut?: LeftOut];

const compiled = new Map<string, ValidateFunction>();

/**
 * What a line's JSON says, or in words why it is no event.
 * @param isOwn whether this process wrote it: then it is not held to the schema again
 */
export function decodeEvent(value: unknown, isOwn = false): RunEvent | string {
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
  if (typeof type !== 'string' || !Object.hasOwn(EVENT_SCHEMAS, type)) {
    return `"type" is none of ${Object.keys(EVENT_SCHEMAS).join(', ')}`;
  }
  const validate = isOwn ? null : validator(type);
  if (validate?.(value) === false) {
    const error = validate.errors?.[0];
    return `${type} event: ${error?.instancePath === '' ? 'it' : error?.instancePath} ${error?.message}`;
  }
  // The cast stands at the border: the schema has just vouched for it.
  const event = value as RunEvent;
  if (event.type !== 'exchange' || event.exchange.response === null) return event;
  const { kept, ending } = untilGap(event.exchange.response.body as unknown as readonly Written[]);
  const body = kept.map(([ms, text]) => ({ ms, bytes: new Uint8Array(Buffer.from(text, 'base64')) }));
  return { ...event, exchange: { ...event.exchange, response: { ...event.exchange.response, body }, ...ending } };
}

function validator(type: string): ValidateFunction {
  const known = compiled.get(type);
  if (known !== undefined) return known;
  const validate = makeOwnAjv().compile(EVENT_SCHEMAS[type] ?? false);
  compiled.set(type, validate);
  return validate;
}
