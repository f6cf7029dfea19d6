import { isTrustworthyUrl } from "../../network/trustworthy-url.ts";

/**
 * Reads the URL of a document of an issuer's. Whoever can change the answer can make keys, and with them any pod's
 * token.
 *
 * @throws TypeError where others could change the answer, or the URL holds a password
 */
export function requireIssuerUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && (url.username !== "" || url.password !== "")) {
    // The text stays out of the message: it may hold a secret.
    throw new TypeError(`A URL at ${url.host} holds a user or a password; an issuer is read without them.`);
  }
  if (url === undefined || !isTrustworthyUrl(text)) {
    throw new TypeError(
      `${JSON.stringify(text)} must be an https URL; http is allowed for loopback addresses alone.`,
    );
  }
  return url;
}
