import { createPublicKey, type KeyObject } from "node:crypto";
import { array, literal, object, type Schema, string, union } from "../validation/index.ts";

const minModulusBits = 2048;
const maxModulusBits = 8192;
/** 8,192 bits in base64url, and some leading zeros. */
const maxModulusLength = 1400;
/** The exponent of keys that Kubernetes, OpenSSL and cloud providers generate. */
const usualExponent = 65_537n;
const maxExponent = 2n ** 32n;
const maxKeyIdLength = 256;

interface CommonMembers {
  readonly kid: string;
  readonly alg?: string | undefined;
  readonly use?: string | undefined;
  readonly key_ops?: string[] | undefined;
}

/** A public key as a JSON Web Key, without other members. */
export type PublicJwk =
  | (CommonMembers & { readonly kty: "RSA"; readonly n: string; readonly e: string })
  | (CommonMembers & { readonly kty: "EC"; readonly crv: string; readonly x: string; readonly y: string });

const commonMembers = {
  kid: string(),
  alg: string().optional(),
  use: string().optional(),
  key_ops: array(string()).optional(),
};

/** Drops private members, symmetric secrets, certificates and links to them. */
const publicJwkSchema: Schema<PublicJwk> = union([
  object({ kty: literal("RSA"), n: string(), e: string(), ...commonMembers }),
  object({ kty: literal("EC"), crv: string(), x: string(), y: string(), ...commonMembers }),
]);

/** Which keys can verify tokens. */
export interface KeyRules {
  /** Whether RSA keys can have an exponent below 65,537; by default they cannot. It must be odd and at least 3 anyway. */
  readonly allowSmallRsaExponent?: boolean | undefined;
}

/** A key that can verify tokens. */
export interface PublicKey {
  readonly jwk: PublicJwk;
  /** The only algorithm that it is used with. */
  readonly algorithm: string;
  readonly key: KeyObject;
}

type Members = Readonly<Record<string, unknown>>;

/**
 * Imports a key of a JSON Web Key Set.
 *
 * @returns the key, or why it cannot verify tokens, after "it": `has no kid`
 * @see https://www.rfc-editor.org/rfc/rfc7518#section-6
 */
export function importPublicKey(jwk: Members, rules: KeyRules): PublicKey | string {
  const problem = findTypeProblem(jwk) ?? findKeyIdProblem(jwk.kid) ?? findPurposeProblem(jwk);
  return problem ?? (jwk.kty === "RSA" ? importRsaKey(jwk, rules) : importEcKey(jwk));
}

function findTypeProblem(jwk: Members): string | undefined {
  if (jwk.kty !== "RSA" && jwk.kty !== "EC") {
    return "is neither an RSA nor an EC key";
  }
  return "d" in jwk ? "is a private key, which others can have read; create a new one" : undefined;
}

function findKeyIdProblem(kid: unknown): string | undefined {
  if (typeof kid !== "string" || kid === "") {
    return "has no kid";
  }
  return kid.length > maxKeyIdLength ? `has a kid of more than ${maxKeyIdLength} characters` : undefined;
}

function findPurposeProblem({ use = "sig", key_ops: operations = ["verify"] }: Members): string | undefined {
  if (use !== "sig") {
    return "is not for signatures, according to use";
  }
  return Array.isArray(operations) && operations.includes("verify")
    ? undefined
    : "is not for the verification of signatures, according to key_ops";
}

const modulusProblem = `has an RSA modulus that is not of ${minModulusBits} to ${maxModulusBits} bits`;

function importRsaKey(jwk: Members, { allowSmallRsaExponent = false }: KeyRules): PublicKey | string {
  // Checked before the import, which takes longer for a longer modulus.
  if (typeof jwk.n === "string" && jwk.n.length > maxModulusLength) {
    return modulusProblem;
  }
  const imported = importAs("RS256", jwk);
  if (typeof imported === "string") {
    return imported;
  }
  const { modulusLength = 0, publicExponent = 0n } = imported.key.asymmetricKeyDetails ?? {};
  if (modulusLength < minModulusBits || modulusLength > maxModulusBits) {
    return modulusProblem;
  }
  // With the exponent 1, every text is its own signature.
  const minExponent = allowSmallRsaExponent ? 3n : usualExponent;
  return publicExponent % 2n === 1n && publicExponent >= minExponent && publicExponent < maxExponent
    ? imported
    : `has an RSA exponent that is even, below ${minExponent}, or longer than 32 bits`;
}

/** @see https://www.rfc-editor.org/rfc/rfc7518#section-3.4 */
const algorithmOf: ReadonlyMap<unknown, string> = new Map([
  ["P-256", "ES256"],
  ["P-384", "ES384"],
  ["P-521", "ES512"],
]);

function importEcKey(jwk: Members): PublicKey | string {
  const algorithm = algorithmOf.get(jwk.crv);
  return algorithm === undefined
    ? "is on none of the curves P-256, P-384 and P-521"
    : importAs(algorithm, jwk);
}

function importAs(algorithm: string, members: Members): PublicKey | string {
  const { value: jwk } = publicJwkSchema.validate(members);
  if (jwk?.alg !== undefined && jwk.alg !== algorithm) {
    return `has another alg than ${algorithm}, that of its type and curve`;
  }
  try {
    return jwk === undefined
      ? "is malformed"
      : { jwk, algorithm, key: createPublicKey({ key: { ...jwk }, format: "jwk" }) };
  } catch {
    return "is malformed";
  }
}
