import type { KeyObject } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { errors } from "jose";
import { parseJson } from "../network/parse-json.ts";
import { array, object, record, unknown } from "../validation/index.ts";
import { KeyReadError } from "./key-source.ts";
import { importPublicKey, type KeyRules, type PublicKey } from "./public-key.ts";

/** More than issuers have during a rotation. */
const maxKeys = 100;
/** How many keys are imported without a pause. Others' requests should not wait for a large set. */
const keysPerTurn = 10;

const documentSchema = object({ keys: array(unknown()) });
const keySchema = record(unknown());

/** A key of a set that cannot verify tokens. */
export interface UnusableKey {
  /** Its position in the set, from 1. */
  readonly position: number;
  /** Its ID, if it has one. */
  readonly kid: string | undefined;
  /** Why it cannot verify tokens, after "it": `has no kid`. */
  readonly reason: string;
}

/** An issuer's keys. */
export interface KeySet {
  /** The issuer, if it was found together with its keys. */
  readonly issuer: string | undefined;
  /** The keys that can verify tokens. */
  readonly usable: readonly PublicKey[];
  /** The other keys, except for copies of usable ones. */
  readonly unusable: readonly UnusableKey[];
  /** Whether a key has this ID, even if it cannot verify tokens. */
  has(kid: string | undefined): boolean;
  /**
   * Finds the key that a token's header names.
   *
   * @throws JWKSNoMatchingKey of jose if no usable key has its `kid` and is for its `alg`
   * @throws JWKSMultipleMatchingKeys of jose if several different ones are
   */
  find(header: { readonly kid?: string | undefined; readonly alg?: string | undefined }): KeyObject;
}

/** A key set and the time of its fetch. */
export interface DatedKeySet {
  readonly keySet: KeySet;
  /** When its fetch started, in milliseconds since 1970. */
  readonly fetchedAt: number;
}

/**
 * Parses a JSON Web Key Set. Keys that cannot verify a token are left out, and of several equal keys all but the first.
 * The set can be empty, because an issuer can withdraw all of its keys.
 *
 * @param source - the URL or path that it was read from, for the message
 * @param issuer - if it was found together with its keys
 * @throws KeyReadError if it is not a key set, or has more than 100 keys
 * @see https://www.rfc-editor.org/rfc/rfc7517#section-5
 */
export async function parseKeySet(
  content: Uint8Array,
  source: string,
  rules: KeyRules = {},
  issuer?: string,
): Promise<KeySet> {
  const document = documentSchema.validate(parseJson(content)).value;
  if (document === undefined) {
    throw new KeyReadError("invalid", `${source} is not a JSON Web Key Set.`);
  }
  const { keys } = document;
  if (keys.length > maxKeys) {
    const problem = `has ${keys.length} keys, and at most ${maxKeys} are allowed. Remove those that no longer sign.`;
    throw new KeyReadError("invalid", `${source} ${problem}`);
  }
  const byName = new Map<string, ListedKey[]>();
  const unusable: UnusableKey[] = [];
  for (const [index, candidate] of keys.entries()) {
    if (index % keysPerTurn === keysPerTurn - 1) {
      await setImmediate();
    }
    const { value: jwk } = keySchema.validate(candidate);
    if (jwk === undefined) {
      throw new KeyReadError("invalid", `${source} is not a JSON Web Key Set.`);
    }
    const key = importPublicKey(jwk, rules);
    const position = index + 1;
    if (typeof key === "string") {
      unusable.push({ position, kid: typeof jwk.kid === "string" ? jwk.kid : undefined, reason: key });
      continue;
    }
    const name = nameOf(key.algorithm, key.jwk.kid);
    const namesakes = byName.get(name) ?? [];
    if (!namesakes.some((other) => other.key.equals(key.key))) {
      byName.set(name, [...namesakes, { ...key, position }]);
    }
  }
  return createKeySet(byName, unusable, issuer);
}

interface ListedKey extends PublicKey {
  readonly position: number;
}

function createKeySet(
  byName: ReadonlyMap<string, readonly ListedKey[]>,
  otherKeys: readonly UnusableKey[],
  issuer: string | undefined,
): KeySet {
  const groups = [...byName.values()];
  const usable = groups.filter(({ length }) => length === 1).flat();
  const ambiguous = groups.filter(({ length }) => length > 1).flat();
  const unusable = [
    ...otherKeys,
    ...ambiguous.map(({ position, jwk: { kid } }) => ({
      position,
      kid,
      reason: "has the kid of another key",
    })),
  ].sort((one, other) => one.position - other.position);
  const ids = new Set([...usable.map(({ jwk }) => jwk.kid), ...unusable.map(({ kid }) => kid)]);
  return {
    issuer,
    usable,
    unusable,
    has: (kid) => ids.has(kid),
    find({ kid, alg }) {
      const [found, ...others] = byName.get(nameOf(alg, kid)) ?? [];
      if (found === undefined) {
        throw new errors.JWKSNoMatchingKey();
      }
      if (others.length > 0) {
        throw new errors.JWKSMultipleMatchingKeys();
      }
      return found.key;
    },
  };
}

function nameOf(algorithm: string | undefined, kid: string | undefined): string {
  return `${algorithm} ${kid}`;
}
