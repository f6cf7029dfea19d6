/** A step of the service's work that can be slow or fail, for metrics and traces. */
export interface Step {
  /** Verifying a pod's token, one fetch of an issuer's keys, or one call of STS. */
  readonly name: "verify_token" | "fetch_keys" | "assume_role";
  /** The name of the cluster that it is for; undefined if the step does not know it. */
  readonly cluster?: string | undefined;
}

/**
 * Runs a step, so that its duration and its outcome can be observed. It must call `work` once, and return or throw what
 * that does. An error with a `code` is of a known kind.
 */
export type RunStep = <Result>(step: Step, work: () => Promise<Result>) => Promise<Result>;

/** Runs a step without observing it. */
export const runUnobserved: RunStep = (_step, work) => work();
