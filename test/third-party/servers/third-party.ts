import type { ServerEndpoint, TargetScript } from '../../../scripts/targets/target-script.js';

/** A server that nobody here wrote, as a target of reports: run it from the top of the repository. */
export interface ThirdParty extends TargetScript {
  readonly endpoint: ServerEndpoint;
}
