import { CommandError } from "../../core/command-error.ts";
import { type FaultKind, faultKinds } from "./fault-kinds.ts";

/** How often a fault happens. */
export interface Fault {
  /** The share of the requests that meet it, from 0 to 1. */
  readonly rate: number;
  /**
   * In milliseconds. For `slow`, the delay: 0 to 60,000, by default 2,000. For `clock`, how far the server's clock is ahead of
   * this machine's; negative if it is behind: up to 24 h, by default 10 min. The others have none.
   */
  readonly ms?: number | undefined;
}

/** The faults that happen. One that is left out does not happen. */
export type FaultSettings = Readonly<Partial<Record<FaultKind, Fault>>>;

/** The limits of a fault's time, in milliseconds. */
interface TimeRule {
  readonly byDefault: number;
  readonly least: number;
  readonly most: number;
  readonly unit: string;
}

const day = 24 * 60 * 60 * 1000;
const times: Readonly<Partial<Record<FaultKind, TimeRule>>> = {
  slow: { byDefault: 2_000, least: 0, most: 60_000, unit: "A delay is from 0 to 60 s" },
  clock: { byDefault: 10 * 60 * 1000, least: -day, most: day, unit: "A clock differs by up to 24 h" },
};

/** Whether a text is the name of a fault. */
export function isFaultKind(text: string): text is FaultKind {
  return (faultKinds as readonly string[]).includes(text);
}

/**
 * Checks faults and adds the default times. Those with the rate 0 are left out.
 *
 * @param settings - also from JSON: its type is not trusted
 * @throws CommandError `option_invalid` if there is no such fault, or a number is out of its range
 */
export function checkFaults(settings: FaultSettings): FaultSettings {
  const checked = Object.entries(settings).map(([kind, fault]) => [kind, checkFault(kind, fault)] as const);
  return Object.fromEntries(checked.filter(([, { rate }]) => rate > 0));
}

function checkFault(kind: string, fault: Fault | undefined): Fault {
  if (!isFaultKind(kind)) {
    reject(
      `There is no fault ${JSON.stringify(kind.slice(0, 40))}. The faults are ${faultKinds.join(", ")}.`,
    );
  }
  const rate: unknown = fault?.rate;
  if (typeof rate !== "number" || !(rate >= 0 && rate <= 1)) {
    reject(`The rate of ${kind} must be a number from 0 to 1.`);
  }
  const rule = times[kind];
  const ms: unknown = fault?.ms ?? rule?.byDefault;
  if (rule === undefined) {
    return ms === undefined ? { rate } : reject(`${kind} has no time, only a rate.`);
  }
  if (typeof ms !== "number" || !(ms >= rule.least && ms <= rule.most)) {
    reject(`The time of ${kind} is not usable. ${rule.unit}.`);
  }
  return { rate, ms };
}

function reject(message: string): never {
  throw new CommandError("option_invalid", message);
}
