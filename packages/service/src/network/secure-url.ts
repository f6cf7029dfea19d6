/** Tells whether nobody else can change what a URL answers: it is https, or http on this machine. */
export function isTrustworthyUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === "https:" || (url?.protocol === "http:" && isLoopbackHost(url.hostname));
}

/**
 * Tells whether a host is this machine alone.
 *
 * @param host - a name or an address, an IPv6 one with or without its brackets
 */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|\[?::1\]?|127(\.\d{1,3}){3})$/i.test(host);
}

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
