import { envelopes } from './envelope.js';
import { errorsInOk } from './in-ok.js';
import { pages } from './pages.js';
import { statuses } from './status.js';

/** Faults of errors. */
export const errorFaults = [...envelopes, ...statuses, ...errorsInOk, ...pages];
