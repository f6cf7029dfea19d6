import { z } from "zod";
import { type Fetch, fetchDocument } from "./fetch-document.ts";
import { requireIssuerUrl } from "./issuer-url.ts";
import { parseJson } from "./parse-json.ts";

const documentSchema = z.object({ issuer: z.string(), jwks_uri: z.string() });

/**
 * Writes the address of an issuer's discovery document.
 *
 * @param issuer - as tokens have it, with or without a slash at its end
 * @throws TypeError where it isn't a URL whose answers can be trusted
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationRequest
 */
export function discoveryUrl(issuer: string): URL {
  return requireIssuerUrl(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
}

/**
 * Asks an issuer where its keys are.
 *
 * @returns the URL of its JSON Web Key Set
 * @throws Error where the document can't be had, isn't one or is another issuer's; the message is for operators
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#service-account-issuer-discovery
 */
export async function discoverKeySetUrl(fetch: Fetch, issuer: string, signal: AbortSignal): Promise<URL> {
  const url = discoveryUrl(issuer);
  const document = documentSchema.safeParse(parseJson(await fetchDocument(fetch, url, signal)));
  if (!document.success) {
    throw new Error(`${url} is not an OpenID discovery document.`);
  }
  if (document.data.issuer !== issuer) {
    throw new Error(`${url} names another issuer, ${JSON.stringify(document.data.issuer)}.`);
  }
  const keySetUrl = requireIssuerUrl(document.data.jwks_uri);
  if (url.protocol === "https:" && keySetUrl.protocol !== "https:") {
    throw new Error(`${url} has its keys at ${keySetUrl}; an https issuer's keys must be at an https URL.`);
  }
  return keySetUrl;
}
