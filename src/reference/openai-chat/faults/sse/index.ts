import { endings } from './endings.js';
import { framing } from './framing.js';
import { wrongLabels } from './labels.js';
import { legalForms } from './legal.js';

/** Faults of streams as streams. */
export const sseFaults = [...legalForms, ...wrongLabels, ...framing, ...endings];
