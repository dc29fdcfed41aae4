import { modelsListed } from '../../../../../src/core/checks/content/models-listed.js';
import { expectNoReport, expectReports } from '../../../../support/check.js';
import type { Situation } from '../../../../support/situation.js';

const list = (data: readonly object[]): Situation => ({
  method: 'GET',
  url: 'http://127.0.0.1:8080/v1/models',
  request: '',
  body: { object: 'list', data },
});
const model = { id: 'm', object: 'model', created: 1_760_000_000, owned_by: 'acme' };

expectReports(modelsListed, {
  'no model, though one answered': { ...list([]), earlier: [{}], reports: ['must inconsistent body /data'] },
});

expectNoReport(modelsListed, {
  'a model': { ...list([model]), earlier: [{}] },
  'another name than that of the model that answered': { ...list([{ ...model, id: 'alias' }]), earlier: [{}] },
  'no model where none answered': list([]),
  'no model where none could answer': {
    ...list([]),
    earlier: [{ status: 503, body: { error: { message: 'Loading' } } }],
  },
});
