import type { RejectedCaller } from "../callers/authenticate.ts";
import type { RequestRunnerOptions } from "../eks-api/run-request.ts";
import type { OnLogEvent } from "../logging/log-event.ts";
import type { RunStep } from "../observation/run-step.ts";
import type { Decision } from "../operation/decision.ts";
import type { OnExchange } from "../operation/exchange-trace.ts";

/** Hooks of the EKS API. */
export type EksApiHooks = Omit<RequestRunnerOptions, "now">;

/** Hooks of a service. */
export interface ConfiguredServiceHooks {
  /**
   * Called for each decision. The response waits for it. If it throws AuditUnavailableError, the response is a 503; if it
   * throws anything else, a 500.
   */
  readonly onDecision: (decision: Decision) => void | Promise<void>;
  /** Called for each request whose caller is rejected before the operation. Anyone can cause it. */
  readonly onRejectedCaller: (rejected: RejectedCaller) => void;
  /** Called for each event that an operator should know of. */
  readonly onLogEvent: OnLogEvent;
  /** Runs the steps of the service's work, to observe them. */
  readonly runStep?: RunStep;
  /** Called for each exchange after its decision was recorded, to explain it. */
  readonly onExchange?: OnExchange | undefined;
  /** What the EKS API reports to; by default it reports nothing. */
  readonly eksApi?: EksApiHooks;
}
