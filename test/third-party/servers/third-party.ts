import type { ServerEndpoint, TargetScript } from '../../../scripts/targets/target-script.js';

/** A third-party server as a target of reports: run it from the top of the repository. */
export interface ThirdParty extends TargetScript {
  readonly endpoint: ServerEndpoint;
}
