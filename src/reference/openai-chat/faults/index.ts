import { characters } from './chunk/characters.js';
import { finishing } from './chunk/finish.js';
import { identity } from './chunk/identity.js';
import { shapes } from './chunk/shape.js';
import { streamedUsage } from './chunk/usage.js';
import { envelopes } from './errors/envelope.js';
import { errorsInOk } from './errors/in-ok.js';
import { pages } from './errors/pages.js';
import { statuses } from './errors/status.js';
import { refusedForms } from './params/forms.js';
import { ignoredParameters } from './params/ignored.js';
import { refusedFeatures } from './params/refused-features.js';
import { refusedParameters } from './params/refused.js';
import { refusedTogether } from './params/together.js';
import { bodyUsage } from './response/usage.js';
import { messages } from './response/message.js';
import { conversations } from './response/conversations.js';
import { hiddenLimits } from './response/limits.js';
import { rewrites } from './response/rewrites.js';
import { witnesses } from './response/witnesses.js';
import { names } from './response/names.js';
import { finishReasons } from './response/finish.js';
import { endings } from './sse/endings.js';
import { framing } from './sse/framing.js';
import { wrongLabels } from './sse/labels.js';
import { legalForms } from './sse/legal.js';
import { callArguments } from './tools/arguments.js';
import { toolChoices } from './tools/choice.js';
import { callFinishes } from './tools/finish.js';
import { pieces } from './tools/pieces.js';
import type { Fault } from '../../fault.js';
import type { Hooks } from '../hooks.js';
import { authFaults } from './auth/index.js';
import { headerFaults } from './headers/index.js';
import { requestForms } from './headers/request-forms.js';

/** Faults of chunks, alone and in sequence. */
export const chunkFaults = [...identity, ...shapes, ...finishing, ...streamedUsage, ...characters];

/** Faults of errors. */
export const errorFaults = [...envelopes, ...statuses, ...errorsInOk, ...pages];

/** Faults of parameters. */
export const paramFaults = [
  ...refusedParameters,
  ...refusedFeatures,
  ...refusedTogether,
  ...refusedForms,
  ...ignoredParameters,
];

/** Faults of bodies. */
export const responseFaults = [
  ...finishReasons,
  ...messages,
  ...names,
  ...bodyUsage,
  ...witnesses,
  ...rewrites,
  ...conversations,
  ...hiddenLimits,
];

/** Faults of streams as streams. */
export const sseFaults = [...legalForms, ...wrongLabels, ...framing, ...endings];

/** Faults of tool calls. */
export const toolFaults = [...pieces, ...callArguments, ...toolChoices, ...callFinishes];

/** Every fault of the reference provider. */
export const faults: readonly Fault<Hooks>[] = [
  ...sseFaults,
  ...chunkFaults,
  ...toolFaults,
  ...responseFaults,
  ...paramFaults,
  ...errorFaults,
  ...authFaults,
  ...headerFaults,
  ...requestForms,
];
