import { describe, expect, it } from 'vitest';
import { bodyText, headerName, variationOf, variedHeaders } from '../../../../src/core/plan/vary-request.js';
import { VARIATIONS } from '../../../../src/core/model/exchange.js';
import { makeCase, makeStep } from '../../../support/case.js';
import { casesOf, specOf } from '../../../support/specs-and-suites.js';

describe('the form of a request', () => {
  it.each(['openai', 'anthropic'])('follows from the id of its case, and every form is used: %s', (id) => {
    const spec = specOf(id);
    const cases = casesOf(spec);
    const formsOfRun = () => cases.map((each) => variationOf(each, [spec]));
    const forms = formsOfRun();
    expect(formsOfRun()).toEqual(forms);
    expect(new Set(forms)).toEqual(new Set([null, ...VARIATIONS]));
  });

  it('is plain for the control request, for its own headers, for several steps, and for parameters together', () => {
    const step = makeStep({ body: { messages: [] } });
    const ids = Array.from({ length: 40 }, (_, n) => `basic/${n}`);
    const formsOf = (given: Parameters<typeof makeCase>[0]) =>
      new Set(ids.map((id) => variationOf(makeCase({ id, steps: [step], ...given }), [])));
    expect(formsOf({}).size).toBeGreaterThan(4);
    expect(variationOf(makeCase({ id: 'basic/minimal', steps: [step] }), [])).toBeNull();
    expect(formsOf({ steps: [{ ...step, headers: { accept: 'x' } }] })).toEqual(new Set([null]));
    expect(formsOf({ steps: [step, step] })).toEqual(new Set([null]));
    expect(formsOf({ combines: true })).toEqual(new Set([null]));
    expect(formsOf({ joins: true })).toEqual(new Set([null]));
    expect(formsOf({ expects: 'either' })).toEqual(new Set([null]));
    expect(formsOf({ expects: 'refused', mistake: 'wrong-type' })).toEqual(new Set([null, 'gzip-offered']));
  });

  it('leaves the JSON value as it is', () => {
    const body = { model: 'm', messages: [{ role: 'user', content: 'Grüße <b>&</b> \'🎉\' a/b "c"' }] };
    for (const form of VARIATIONS) expect(JSON.parse(bodyText(body, form))).toEqual(body);
    expect(bodyText(body, 'json-escapes')).toMatch(/^[\u0020-\u007e]*$/u);
    expect(bodyText(body, 'json-escapes')).not.toMatch(/[<>&'/]/u);
    expect(bodyText(body, 'json-white-space')).toMatch(/^\r\n\{\n {2}"model": "m"/u);
  });

  it('changes one header at most', () => {
    for (const variation of VARIATIONS)
      expect(Object.keys(variedHeaders({ ...makeStep(), variation })).length).toBeLessThanOrEqual(1);
    expect(headerName('content-type', 'header-case')).toBe('Content-Type');
    expect(headerName('content-type')).toBe('content-type');
  });
});
