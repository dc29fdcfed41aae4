import { published, thirdParties } from '../../test/third-party/servers/index.js';
import { references } from './references.js';
import type { TargetScript } from './target-script.js';

/** Every server that this repository publishes a report of. */
export const targets: readonly TargetScript[] = [...references, ...thirdParties, ...published];
