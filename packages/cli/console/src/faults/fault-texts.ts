import type { FaultRates } from "../../../src/console/api-types.ts";
import { type FaultKind, faultKinds } from "../../../src/dev/faults/fault-kinds.ts";

/** What a row of the form holds. */
export interface FaultText {
  /** The share of requests in percent. */
  readonly percent: string;
  /** The time in the unit of the fault; empty for its default. */
  readonly time: string;
}

/** The unit of a fault's time, for those that have one. */
export const units: Readonly<Partial<Record<FaultKind, { readonly name: string; readonly ms: number }>>> = {
  slow: { name: "seconds", ms: 1_000 },
  clock: { name: "minutes ahead", ms: 60_000 },
};

/** What each fault does. */
export const effects: Readonly<Record<FaultKind, string>> = {
  throttle: "The API answers 429 ThrottlingException",
  "server-error": "The API answers 500 InternalServerException",
  slow: "The agent waits before it answers",
  expired: "The credentials look valid, but the STS says ExpiredToken",
  clock: "Expirations and the clock of the STS differ from yours",
};

/** Converts faults to what the form shows. */
export function toTexts(rates: FaultRates): Readonly<Record<FaultKind, FaultText>> {
  const entries = faultKinds.map((kind): [FaultKind, FaultText] => {
    const { rate = 0, ms } = rates[kind] ?? {};
    const percent = `${Math.round(rate * 1_000) / 10}`;
    return [kind, { percent, time: ms === undefined ? "" : `${ms / (units[kind]?.ms ?? 1)}` }];
  });
  return Object.fromEntries(entries) as Record<FaultKind, FaultText>;
}

/** Converts the form to faults. Those with the rate 0 are left out. */
export function readRates(texts: Readonly<Record<FaultKind, FaultText>>): FaultRates {
  const entries = faultKinds.map((kind) => {
    const { percent, time } = texts[kind];
    const unit = units[kind];
    const ms = unit === undefined || time === "" ? undefined : Number(time) * unit.ms;
    return [kind, { rate: Number(percent) / 100, ms }] as const;
  });
  return Object.fromEntries(entries.filter(([, { rate }]) => rate !== 0));
}
