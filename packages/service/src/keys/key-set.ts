import { createPublicKey } from "node:crypto";
import { createLocalJWKSet, type JSONWebKeySet } from "jose";
import { z } from "zod";
import { parseJson } from "../network/parse-json.ts";

const minRsaBits = 2048;

/**
 * Only what a public key is made of. A private part, or a secret of a symmetric key, leads nowhere from here, nor
 * does a certificate or a link to one.
 */
const publicKeySchema = z.discriminatedUnion("kty", [
  z.object({ kty: z.literal("RSA"), n: z.string(), e: z.string(), ...namesOf() }),
  z.object({ kty: z.literal("EC"), crv: z.string(), x: z.string(), y: z.string(), ...namesOf() }),
]);

type PublicKey = z.infer<typeof publicKeySchema>;

const documentSchema = z.object({ keys: z.array(z.looseObject({})) });

/** The keys of an issuer that can verify tokens: finds one by a token's header, and lists them. */
export type KeySet = ReturnType<typeof createLocalJWKSet>;

/**
 * Reads a JSON Web Key Set. Keys that can't verify a token are left out: symmetric and private ones, those without
 * an ID, of another kind, malformed or too short. A set without any key is one, for an issuer may withdraw all.
 *
 * @param place - where it was read from, for the message
 * @throws Error where it isn't a key set; the message is for operators
 * @see https://www.rfc-editor.org/rfc/rfc7517#section-5
 */
export function parseKeySet(content: Uint8Array, place: string): KeySet {
  const document = documentSchema.safeParse(parseJson(content));
  if (!document.success) {
    throw new Error(`${place} is not a JSON Web Key Set.`);
  }
  return keySetOf(document.data.keys);
}

function keySetOf(candidates: readonly Record<string, unknown>[]): KeySet {
  const keys = candidates
    .filter((candidate) => !("d" in candidate))
    .map((candidate) => publicKeySchema.safeParse(candidate).data)
    .filter((key) => key !== undefined && isUsable(key));
  return createLocalJWKSet({ keys } as JSONWebKeySet);
}

/** A key that nobody can import would fail each request that names it. */
function isUsable(key: PublicKey): boolean {
  try {
    const { asymmetricKeyDetails } = createPublicKey({ key, format: "jwk" });
    return key.kty === "EC" || (asymmetricKeyDetails?.modulusLength ?? 0) >= minRsaBits;
  } catch {
    return false;
  }
}

function namesOf() {
  return {
    kid: z.string().min(1),
    alg: z.string().optional(),
    use: z.string().optional(),
    key_ops: z.array(z.string()).optional(),
  };
}
