/** The orders of the curves of ECDSA's algorithms, by the `alg` header. */
const orders: Readonly<Record<string, bigint>> = {
  ES256: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  ES384: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  ES512: BigInt(`0x1${"f".repeat(64)}fa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409`),
};

/**
 * Returns the same token with the other valid signature: for each ECDSA signature (r, s), (r, n - s) is valid too.
 * Anyone can compute it without the key, and signers produce both forms.
 *
 * @param token - a JWT whose `alg` is ES256, ES384 or ES512
 */
export function negateSignature(token: string): string {
  const [header = "", payload, signature = ""] = token.split(".");
  const order = orders[JSON.parse(Buffer.from(header, "base64url").toString()).alg];
  if (order === undefined) {
    throw new TypeError("The token's signature is not one of ECDSA.");
  }
  const bytes = Buffer.from(signature, "base64url");
  const half = bytes.length / 2;
  const negated = order - BigInt(`0x${bytes.toString("hex", half)}`);
  bytes.write(negated.toString(16).padStart(bytes.length, "0"), half, "hex");
  return `${header}.${payload}.${bytes.toString("base64url")}`;
}
