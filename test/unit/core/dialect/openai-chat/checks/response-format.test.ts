import { responseFormat } from '../../../../../../src/core/dialect/openai-chat/checks/content/response-format.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../../support/check.js';
import { faithfulEvents } from '../../../../../support/exchange.js';
import { ask, choiceBody, textBody } from '../../../../../support/faithful.js';

const schema = { type: 'object', properties: { a: { type: 'integer' } }, required: ['a'], additionalProperties: false };
const format = (strict?: boolean) =>
  ask({ response_format: { type: 'json_schema', json_schema: { name: 's', schema, ...(strict ? { strict } : {}) } } });
const json = ask({ response_format: { type: 'json_object' } });
const own = ask({ response_format: { type: 'json_object', schema } });
const at = 'body /choices/0/message/content';

expectValidPasses(responseFormat, ['jsonObject', 'jsonObjectStream', 'jsonSchema']);
expectValidPasses(responseFormat, ['jsonSchema'], { type: 'json_schema' });

expectReports(responseFormat, {
  'a Markdown fence': { request: json, body: textBody('```json\n{"a":1}\n```'), reports: [`must ignored ${at}`] },
  'prose, streamed': {
    request: { ...json, stream: true },
    sse: faithfulEvents(['Here ', 'you are']),
    reports: ['must ignored chunk 1 /choices/0/delta/content'],
  },
  'an array': { request: json, body: textBody('[1]'), reports: [`note ignored ${at}`] },
  'prose in place of a schema': { request: format(true), body: textBody('One.'), reports: [`must ignored ${at}`] },
  'another property': { request: format(true), body: textBody('{"b":1}'), reports: [`must ignored ${at}`] },
  'another type, not strict': { request: format(), body: textBody('{"a":"1"}'), reports: [`note ignored ${at}`] },
  'strict: false': { request: format(false), body: textBody('{"a":"1"}'), reports: [`note ignored ${at}`] },
  'a misfit of a schema in response_format': {
    request: own,
    body: textBody('{"b":1}'),
    given: { member: 'schema' },
    reports: [`must ignored ${at}`],
    reportingChecks: [],
  },
  'prose, not strict': { request: format(false), body: textBody('One.'), reports: [`should ignored ${at}`] },
});

expectNoReport(responseFormat, {
  'requested text': { request: ask({ response_format: { type: 'text' } }), body: textBody('Hi') },
  'a refusal': { request: json, body: choiceBody({ message: { role: 'assistant', content: null, refusal: 'No.' } }) },
  'a claim on the other type': { request: json, body: textBody('Hi'), given: { type: 'json_schema' } },
  'a schema in response_format that the documents do not have there': { request: own, body: textBody('{"b":1}') },
  'JSON mode without such a schema': { request: json, body: textBody('{"b":1}'), given: { member: 'schema' } },
  'JSON mode that was cut': { request: json, body: textBody('{"a":', 'length') },
});
