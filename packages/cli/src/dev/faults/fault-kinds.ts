/**
 * What can go wrong on purpose:
 *
 * - `throttle`: the API answers 429 ThrottlingException, and the agent passes it on.
 * - `server-error`: the API answers 500 InternalServerException, and the agent passes it on.
 * - `slow`: the agent waits before it calls the API.
 * - `expired`: the credentials look valid, but the STS refuses them with ExpiredToken.
 * - `clock`: the time in the answers of the API and the STS, and the time by which the STS checks signatures, differ from
 *   this machine's. Tokens are checked by this machine's time: a clock that is behind would refuse each new one.
 */
export const faultKinds = ["throttle", "server-error", "slow", "expired", "clock"] as const;

/** The name of a fault. */
export type FaultKind = (typeof faultKinds)[number];
