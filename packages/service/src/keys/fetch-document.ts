import { X509Certificate } from "node:crypto";

/** Kubernetes serves its key set as the second alone, and answers 406 to whoever doesn't take it. */
const accept = "application/json, application/jwk-set+json";
const maxBytes = 262_144;

/** Fetches as the platform does, from servers whose certificates are trusted. */
export type Fetch = typeof globalThis.fetch;

/**
 * Fetches a document of an issuer's, as it is or not at all: no redirect is followed, for it could lead anywhere.
 *
 * @param signal - ends the fetch, its body included
 * @returns the body, 256 KiB at most
 * @throws Error where there is no answer, another status than 200, or a larger body; the message is for operators
 */
export async function fetchDocument(
  fetch: Fetch,
  url: URL,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  let response: Response;
  try {
    response = await fetch(url, { headers: { accept }, redirect: "manual", signal });
  } catch (error) {
    throw new Error(`${url} did not answer (${describeFailure(error)}).`, { cause: error });
  }
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`${url} answered ${response.status}${hints[response.status] ?? ""}.`);
  }
  return readBounded(url, response);
}

const hints: Readonly<Record<number, string>> = {
  401: "; the cluster must let anonymous callers read its keys",
  403: "; bind the cluster role system:service-account-issuer-discovery to the group system:unauthenticated",
};

async function readBounded(url: URL, response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response.body ?? []) {
      length += chunk.length;
      if (length > maxBytes) {
        // Leaving the loop cancels the rest of the body.
        break;
      }
      chunks.push(chunk);
    }
  } catch (error) {
    throw new Error(`${url} broke off its answer (${describeFailure(error)}).`, { cause: error });
  }
  if (length > maxBytes) {
    throw new Error(`${url} answered with more than ${maxBytes} bytes.`);
  }
  return Buffer.concat(chunks);
}

/** The platform hides the useful part: `fetch failed`, because of an error with a code such as ECONNREFUSED. */
function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const { cause } = error;
  return cause instanceof Error && "code" in cause ? String(cause.code) : error.message;
}

/**
 * Makes a fetch that trusts servers with certificates of these authorities alone, as a Kubernetes API server has.
 *
 * @param ca - certificates, PEM
 * @throws TypeError where there is no certificate or one can't be read
 */
export function createTrustingFetch(ca: string): Fetch {
  requireCertificates(ca);
  let loaded: Promise<Fetch> | undefined;
  return async (input, init) => {
    loaded ??= loadFetch(ca);
    return (await loaded)(input, init);
  };
}

/** Loaded on demand, for most issuers have a certificate that everyone trusts. */
async function loadFetch(ca: string): Promise<Fetch> {
  const { Agent, fetch } = await import("undici");
  const dispatcher = new Agent({ connect: { ca } });
  // The platform's fetch is an older or newer copy of the same code, whose types differ in name.
  return ((input: string, init: object) => fetch(input, { ...init, dispatcher })) as unknown as Fetch;
}

/** TLS would take a text without any certificate, and then trust nobody without saying why. */
function requireCertificates(ca: string): void {
  const certificates = ca.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  try {
    for (const certificate of certificates) {
      new X509Certificate(certificate);
    }
  } catch (cause) {
    throw new TypeError("A certificate of the issuer's authority can't be read; it must be PEM.", { cause });
  }
  if (certificates.length === 0) {
    throw new TypeError("The issuer's authority has no certificate; it must be PEM.");
  }
}
