import type { Mutant } from "./run-target.ts";

/** A change that no test needs to notice. */
export interface AcceptedSurvivor extends Pick<Mutant, "from" | "to"> {
  /** Why: the change makes no difference, or none that anyone can observe. */
  readonly reason: string;
}

const onlyFaster = "It only saves time: what follows gives the same result.";

const onlySmaller = "It only saves memory: nothing and zero are counted alike.";
const hasLargest = "For TypeScript: in a cache with too many entries, some client has the most.";
const forTypes = "For TypeScript: it is always there.";
const forDebugging = "For someone who debugs: nothing decides on it.";
const nothingSaved = "Without saved keys there is no time of their fetch, so nothing of them is used.";
const eitherFirst = "Of two that expire at the same moment, either can be first.";
const exactMoment = "The exact millisecond of a tolerance.";
const moreTurns = "Others get a turn more often than needed.";
const returnsUndefined = "A function without a return value returns undefined.";

/** Survivors that need no test, by file. */
export const acceptedSurvivors: Readonly<Record<string, readonly AcceptedSurvivor[]>> = {
  "packages/service/src/keys/fetch-document.ts": [
    {
      from: "response.destroy();",
      to: ";",
      reason: "It closes the connection earlier than the time limit of the fetch does.",
    },
    { from: "{ cause: error, }", to: "{}", reason: forDebugging },
  ],
  "packages/service/src/keys/file-keys.ts": [
    {
      from: "checkedAt + checkEveryMs",
      to: "checkedAt - checkEveryMs",
      reason: "The next check is within a second, and a message names at least one second.",
    },
    { from: "cached?.keys", to: "cached.keys", reason: forTypes },
  ],
  "packages/service/src/keys/issuer-keys.ts": [
    { from: "url === null", to: "false", reason: "For TypeScript: no URL is no trusted URL." },
  ],
  "packages/service/src/keys/key-cache.ts": [
    { from: "persisted === undefined", to: "false", reason: onlyFaster },
    { from: "!isRestored", to: "true", reason: onlyFaster },
    { from: "{ isRestored = true; }", to: "{}", reason: onlyFaster },
    { from: "true", to: "false", reason: onlyFaster },
    { from: "persisted?.read", to: "persisted.read", reason: "Without a file, nothing is read from it." },
    { from: "keys !== undefined", to: "true", reason: nothingSaved },
    { from: "cached?.keySet", to: "cached.keySet", reason: forTypes },
    {
      from: "cached === undefined",
      to: "false",
      reason: "For TypeScript: without keys, the fetch has failed or is running.",
    },
  ],
  "packages/service/src/keys/key-set.ts": [
    { from: "index % keysPerTurn === keysPerTurn - 1", to: "true", reason: moreTurns },
    {
      from: "index % keysPerTurn === keysPerTurn - 1",
      to: "index % keysPerTurn !== keysPerTurn - 1",
      reason: moreTurns,
    },
  ],
  "packages/service/src/keys/persisted-key-set.ts": [
    {
      from: "fetchedAt > now + maxAheadMs",
      to: "fetchedAt >= now + maxAheadMs",
      reason: exactMoment,
    },
    { from: "{ cause }", to: "{}", reason: forDebugging },
    { from: "code === undefined", to: "false", reason: "Errors of the file system have a code." },
  ],
  "packages/service/src/keys/public-key.ts": [
    {
      from: 'typeof jwk.n === "string" && jwk.n.length > maxModulusLength',
      to: "false",
      reason: onlyFaster,
    },
    { from: "{ return modulusProblem; }", to: "{}", reason: onlyFaster },
    { from: "jwk.n.length > maxModulusLength", to: "jwk.n.length >= maxModulusLength", reason: onlyFaster },
    { from: "publicExponent < maxExponent", to: "publicExponent <= maxExponent", reason: "2^32 is even." },
    { from: "jwk === undefined", to: "false", reason: "The import then fails, with the same result." },
  ],
  "packages/service/src/keys/shared-keys.ts": [
    { from: "[]", to: '["Stryker was here"]', reason: forTypes },
    { from: "entries?.delete", to: "entries.delete", reason: forTypes },
    { from: "entries?.size", to: "entries.size", reason: forTypes },
    { from: "entries?.size === 0", to: "false", reason: onlySmaller },
    { from: "{ this.#entries.delete(identity); }", to: "{}", reason: onlySmaller },
    { from: "this.#entries.delete(identity);", to: ";", reason: onlySmaller },
  ],
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
  "packages/cli/src/serve/host-rule.ts": [
    {
      from: '{ message: "The request must have a path as its target, and one Host header." }',
      to: "{}",
      reason: forDebugging,
    },
    { from: "url?.startsWith", to: "url.startsWith", reason: forTypes },
    { from: "name.length === 4", to: "true", reason: onlyFaster },
  ],
  "packages/agent/src/core/fair-cache.ts": [
    { from: "entries.size > 1", to: "true", reason: onlyFaster },
    { from: "entries.size > 1", to: "entries.size >= 1", reason: onlyFaster },
    { from: "[]", to: '["Stryker was here"]', reason: hasLargest },
    { from: "holding?.entries", to: "holding.entries", reason: hasLargest },
    { from: "entry !== undefined", to: "true", reason: hasLargest },
    { from: "this.#bySize.delete(sizeBefore);", to: ";", reason: onlySmaller },
  ],
  "packages/server-runtime/src/limits/fair-slots.ts": [
    { from: "left > 0", to: "true", reason: onlySmaller },
    { from: "left > 0", to: "left >= 0", reason: onlySmaller },
  ],
  "packages/agent/src/credentials/cached-credentials.ts": [
    { from: "/\\.\\d{3}Z$/", to: "/\\.\\d{3}Z/", reason: "A time has one fraction, at its end." },
  ],
  "packages/agent/src/credentials/credential-store.ts": [
    {
      from: "credentials.isValid(Date.now())",
      to: "true",
      reason: "Expired credentials are removed several times a second, so they are hardly ever evicted.",
    },
    {
      from: "outcome.token.hash !== token.hash",
      to: "true",
      reason: "The failure of the same token is in the negative cache, so the same error is thrown.",
    },
    {
      from: "(key) => this.#calls.has(key)",
      to: "() => undefined",
      reason: "The renewal would join the call that is running.",
    },
    { from: '{ reason: "an unexpected error" }', to: "{}", reason: forDebugging },
  ],
  "packages/agent/src/credentials/negative-cache.ts": [
    {
      from: "performance.now() < failure.endsAt",
      to: "performance.now() <= failure.endsAt",
      reason: exactMoment,
    },
  ],
  "packages/agent/src/credentials/next-renewal.ts": [
    {
      from: "cached.expiresAt < first[1].expiresAt",
      to: "cached.expiresAt <= first[1].expiresAt",
      reason: eitherFirst,
    },
    {
      from: "one.cached.expiresAt < other.cached.expiresAt",
      to: "one.cached.expiresAt <= other.cached.expiresAt",
      reason: eitherFirst,
    },
    {
      from: "one.countOfClient < other.countOfClient",
      to: "one.countOfClient <= other.countOfClient",
      reason: "Equal counts are compared before.",
    },
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
