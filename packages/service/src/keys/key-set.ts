import { createPublicKey } from "node:crypto";
import { createLocalJWKSet, type JSONWebKeySet } from "jose";
import { z } from "zod";
import { parseJson } from "../network/parse-json.ts";
import { KeyReadError } from "./key-source.ts";

const minRsaBits = 2048;

const commonFields = {
  kid: z.string().min(1),
  alg: z.string().optional(),
  use: z.string().optional(),
  key_ops: z.array(z.string()).optional(),
};

/** Only the fields of a public key. Private fields, symmetric secrets, certificates and links to them are dropped. */
const publicKeySchema = z.discriminatedUnion("kty", [
  z.object({ kty: z.literal("RSA"), n: z.string(), e: z.string(), ...commonFields }),
  z.object({ kty: z.literal("EC"), crv: z.string(), x: z.string(), y: z.string(), ...commonFields }),
]);

type PublicKey = z.infer<typeof publicKeySchema>;

const documentSchema = z.object({ keys: z.array(z.looseObject({})) });

/** An issuer's keys that can verify tokens. It finds one by a token's header, and lists them. */
export type KeySet = ReturnType<typeof createLocalJWKSet>;

/** A key set and the time of its fetch. */
export interface DatedKeySet {
  readonly keySet: KeySet;
  /** When its fetch started, in milliseconds since 1970. */
  readonly fetchedAt: number;
}

/**
 * Parses a JSON Web Key Set. Keys that cannot verify a token are left out: symmetric or private ones, and those without
 * an ID, of another type, malformed or too short. The set can be empty, because an issuer can withdraw all of its keys.
 *
 * @param source - the URL or path that it was read from, for the message
 * @throws KeyReadError if it is not a key set
 * @see https://www.rfc-editor.org/rfc/rfc7517#section-5
 */
export function parseKeySet(content: Uint8Array, source: string): KeySet {
  const document = documentSchema.safeParse(parseJson(content));
  if (!document.success) {
    throw new KeyReadError("invalid", `${source} is not a JSON Web Key Set.`);
  }
  const keys = document.data.keys
    .filter((candidate) => !("d" in candidate))
    .map((candidate) => publicKeySchema.safeParse(candidate).data)
    .filter((key) => key !== undefined && isUsable(key));
  return createLocalJWKSet({ keys } as JSONWebKeySet);
}

/** A key that cannot be imported would fail every request that names it. */
function isUsable(key: PublicKey): boolean {
  try {
    const { asymmetricKeyDetails } = createPublicKey({ key, format: "jwk" });
    return key.kty === "EC" || (asymmetricKeyDetails?.modulusLength ?? 0) >= minRsaBits;
  } catch {
    return false;
  }
}
