import { describeClockOffset, measureClockOffset, type RoundTrip } from "@eks-auth/transport";
import type { Finding } from "./finding.ts";

/** How to fix a clock. */
export const clockRemedy =
  "Set the clock that is wrong, by NTP: timedatectl shows whether a clock is synchronized. With clocks that differ by more than a minute, tokens and signatures are refused.";

/**
 * Says that a server's clock is off.
 *
 * @param owner - whose clock it is: `the server`
 * @param offset - by how many milliseconds it is ahead, or the `Date` header of a response, with the times of the round trip
 * @returns a sentence; undefined if the clock is not off by more than a minute, or is not known
 */
export function describeClock(
  owner: string,
  offset: number | undefined | (RoundTrip & { readonly date: string | undefined }),
): string | undefined {
  const offsetMs = typeof offset === "object" ? measureClockOffset(offset.date, offset) : offset;
  const difference = describeClockOffset(offsetMs);
  return difference && `The clock of ${owner} is ${difference} this machine's.`;
}

/**
 * Creates the finding of a check that passed: a warning if a clock is off.
 *
 * @param clock - says so, by {@link describeClock}
 */
export function passWithClock(found: string, clock: string | undefined): Finding {
  return clock === undefined
    ? { status: "ok", found }
    : { status: "warning", code: "clocks_differ", found: `${found} ${clock}`, remedy: clockRemedy };
}
