/** An endpoint that tokens and credentials must not go to. The message doesn't hold what may be secret in a URL. */
export class UnsafeEndpointError extends TypeError {
  override readonly name = "UnsafeEndpointError";
}

/**
 * Checks that nobody on the way can read the tokens and credentials that go to an endpoint and back.
 *
 * @throws UnsafeEndpointError where it is neither an https URL nor an http one of this machine
 */
export function requireSafeEndpoint(endpoint: string): void {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const isLocal = /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/.test(url?.hostname ?? "");
  if (url?.protocol !== "https:" && !(url?.protocol === "http:" && isLocal)) {
    const place = url?.host ? ` at ${url.host}` : "";
    throw new UnsafeEndpointError(
      `The endpoint${place} can't be used. Tokens and credentials go there: it must be an https URL, or an http URL of this machine.`,
    );
  }
}
