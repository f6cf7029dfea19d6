/**
 * Decodes the claims of a token without a verification: they prove nothing. It never throws.
 *
 * @returns no claims if they are not a JSON object
 */
export function decodeClaims(token: string): Readonly<Record<string, unknown>> {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    return typeof claims === "object" && claims !== null ? { ...claims } : {};
  } catch {
    // The error's message would quote the token.
    return {};
  }
}
