import type { Mutant } from "./run-target.ts";

/** A change that no test needs to notice. */
export interface AcceptedSurvivor extends Pick<Mutant, "from" | "to"> {
  /** Why: the change makes no difference, or none that anyone can observe. */
  readonly reason: string;
}

const onlyFaster = "It only saves time: what follows gives the same result.";

const onlySmaller = "It only saves memory: nothing and zero are counted alike.";
const hasLargest = "For TypeScript: in a cache with too many entries, some client has the most.";
const returnsUndefined = "A function without a return value returns undefined.";

/** Survivors that need no test, by file. */
export const acceptedSurvivors: Readonly<Record<string, readonly AcceptedSurvivor[]>> = {
  "packages/service/src/token/decode-part.ts": [
    {
      from: "{ // The message of the parser's error would quote the token. return undefined; }",
      to: "{}",
      reason: returnsUndefined,
    },
  ],
  "packages/service/src/token/verify-token.ts": [
    {
      from: "parts.length !== 3",
      to: "false",
      reason: "The library rejects any other number of parts, with the same error.",
    },
  ],
  "packages/agent/src/core/fair-cache.ts": [
    { from: "[]", to: '["Stryker was here"]', reason: hasLargest },
    { from: "holding?.entries", to: "holding.entries", reason: hasLargest },
    { from: "entry !== undefined", to: "true", reason: hasLargest },
    { from: "this.#bySize.delete(sizeBefore);", to: ";", reason: onlySmaller },
  ],
  "packages/agent/src/guard/in-flight-limiter.ts": [
    { from: "left === 0", to: "false", reason: onlySmaller },
    { from: "{ this.#callsOf.delete(client); }", to: "{}", reason: onlySmaller },
    { from: "this.#callsOf.delete(client);", to: ";", reason: onlySmaller },
  ],
  "packages/agent/src/endpoint/credentials-request.ts": [
    { from: "url !== credentialsPath", to: "true", reason: onlyFaster },
    { from: "candidate?.length === name.length", to: "true", reason: onlyFaster },
    {
      from: "index < rawHeaders.length",
      to: "index <= rawHeaders.length",
      reason: "After the end there is no name, which is no header's.",
    },
    {
      from: "candidate?.length",
      to: "candidate.length",
      reason: "For TypeScript: names are read only up to the end.",
    },
  ],
  "packages/agent/src/endpoint/host-check.ts": [
    { from: "result === undefined", to: "true", reason: onlyFaster },
    { from: "results.set(header, result);", to: ";", reason: onlyFaster },
    {
      from: "/^(\\[[^[\\]]*\\]|[^:]*)(?::\\d*)?$/",
      to: "/^(\\[[^[\\]]*\\]|[^:]*)(?::\\d*)$/",
      reason: "A header without a port is then taken as it is, which is the same text.",
    },
  ],
  "packages/agent/src/token/pod-token.ts": [
    {
      from: "{ // The message of the parser's error would quote the token. return undefined; }",
      to: "{}",
      reason: returnsUndefined,
    },
  ],
  "packages/agent/src/token/token-cache.ts": [
    { from: "text.slice(-43)", to: "text", reason: onlyFaster },
    { from: "-43", to: "+43", reason: "Another part of the token, which is compared as a whole anyway." },
  ],
};
