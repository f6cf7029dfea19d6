import { CommandFailure } from "../../failure.ts";

/**
 * Reads from a token how long it lives, in seconds: an API server may shorten what it is asked for. Both ends are by the
 * server's clock, so it doesn't matter what time it is here.
 *
 * @throws CommandFailure where the text is no token with these claims; the message holds nothing of it
 */
export function readLifetime(token: string): number {
  const claims = parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  const lifetime = Number(claims?.exp) - Number(claims?.iat);
  if (!(lifetime > 0)) {
    throw new CommandFailure(
      "kubectl gave no token with the claims iat and exp. Check which kubectl PATH finds.",
    );
  }
  return lifetime;
}

/** The parser's own message would quote the text. */
function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
