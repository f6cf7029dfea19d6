/** Claims of a token that was not verified, for messages and to choose a cluster. They prove nothing. */
export interface UnverifiedClaims {
  /** The `iss` claim; undefined if it is not a text. */
  readonly issuer: string | undefined;
  /** The texts of the `aud` claim. */
  readonly audiences: readonly string[];
}

/** Reads claims of a token. Claims that are malformed are left out; it never throws. */
export function readUnverifiedClaims(token: string): UnverifiedClaims {
  const { iss, aud } = parseClaims(token.split(".")[1] ?? "");
  return {
    issuer: typeof iss === "string" ? iss : undefined,
    audiences: [aud].flat().filter((each) => typeof each === "string"),
  };
}

function parseClaims(part: string): Readonly<Record<string, unknown>> {
  try {
    const claims: unknown = JSON.parse(Buffer.from(part, "base64url").toString());
    return typeof claims === "object" && claims !== null ? { ...claims } : {};
  } catch {
    return {};
  }
}
