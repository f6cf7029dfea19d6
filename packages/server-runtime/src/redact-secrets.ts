/** Shorter texts are not told apart from words. */
const shortestFragment = 16;

const longestText = 2_000;

/**
 * What looks like a secret: a JSON Web Token or its beginning; base64, such as a session token; a text that is longer than
 * names of roles, sessions and Kubernetes labels, such as a signature.
 */
const secretPattern = /eyJ[\w=-]{5,}(?:\.[\w=-]*)*|[A-Za-z\d+/=]{100,}|[\w=-]{65,}/g;

/**
 * Removes secrets from a text that another program sent, so that it can be logged or shown: what looks like a secret, and
 * every part of the given ones that has 16 characters or more.
 *
 * @param secrets - what the other program knows
 * @returns at most the first 2,000 characters, with `[redacted]` for each secret
 */
export function redactSecrets(text: string, secrets: readonly string[] = []): string {
  // The pattern first: parts of one token can occur in another, whose rest would no longer look like one.
  const redacted = text.slice(0, longestText).replaceAll(secretPattern, "[redacted]");
  return secrets.reduce(redactParts, redacted);
}

function redactParts(text: string, secret: string): string {
  const length = Math.min(shortestFragment, secret.length);
  if (length === 0) {
    return text;
  }
  let redacted = "";
  let at = 0;
  while (at + length <= text.length) {
    let end = at + length;
    if (!secret.includes(text.slice(at, end))) {
      redacted += text[at++];
      continue;
    }
    while (end < text.length && secret.includes(text.slice(at, end + 1))) {
      end++;
    }
    redacted += "[redacted]";
    at = end;
  }
  return redacted + text.slice(at);
}
