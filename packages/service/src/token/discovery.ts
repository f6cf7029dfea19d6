import { z } from "zod";
import { fetchDocument } from "./fetch-document.ts";

const documentSchema = z.object({ issuer: z.string(), jwks_uri: z.string() });

/**
 * Writes the address of an issuer's discovery document.
 *
 * @param issuer - as tokens have it, with or without a slash at its end
 * @throws TypeError where it isn't a URL whose answers can be trusted
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationRequest
 */
export function discoveryUrl(issuer: string): URL {
  return requireTrustworthyUrl(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
}

/**
 * Asks an issuer where its keys are.
 *
 * @returns the URL of its JSON Web Key Set
 * @throws Error where the document can't be had, isn't one or is another issuer's; the message is for operators
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#service-account-issuer-discovery
 */
export async function discoverKeySetUrl(issuer: string, signal: AbortSignal): Promise<URL> {
  const url = discoveryUrl(issuer);
  const document = documentSchema.safeParse(parseJson(await fetchDocument(url, signal)));
  if (!document.success) {
    throw new Error(`${url} is not an OpenID discovery document.`);
  }
  if (document.data.issuer !== issuer) {
    throw new Error(`${url} names another issuer, ${JSON.stringify(document.data.issuer)}.`);
  }
  return requireTrustworthyUrl(document.data.jwks_uri);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/** Whoever can change the answer can make keys, and with them any pod's token. */
function requireTrustworthyUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url.hostname))) {
    return url;
  }
  throw new TypeError(
    `${JSON.stringify(text)} must be an https URL; http is allowed for loopback addresses alone.`,
  );
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}
