import { X509Certificate } from "node:crypto";
import { KeyReadError } from "./key-source.ts";

/** Kubernetes serves its key set only as the second type, and answers 406 to a request that does not accept it. */
const accept = "application/json, application/jwk-set+json";
const maxBytes = 262_144;

/** A fetch that trusts certain certificates; by default those of the platform. */
export type Fetch = typeof globalThis.fetch;

/**
 * Fetches one document of an issuer. Redirects are not followed, because they can lead to any server.
 *
 * @param signal - aborts the fetch, including its body
 * @returns the body, at most 256 KiB
 * @throws KeyReadError if there is no response, a status other than 200, or a larger body
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
    throw new KeyReadError("unreachable", `${url} did not answer (${describeFailure(error)}).`, {
      cause: error,
    });
  }
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new KeyReadError("invalid", `${url} answered ${response.status}${hints[response.status] ?? ""}.`);
  }
  return readBounded(url, response);
}

const hints: Readonly<Record<number, string>> = {
  401: "; the cluster must let anonymous users read its keys",
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
    throw new KeyReadError("unreachable", `The response of ${url} was cut off (${describeFailure(error)}).`, {
      cause: error,
    });
  }
  if (length > maxBytes) {
    throw new KeyReadError("invalid", `${url} answered with more than ${maxBytes} bytes.`);
  }
  return Buffer.concat(chunks);
}

/** The platform's message is only `fetch failed`; the useful code, such as ECONNREFUSED, is in the cause. */
function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const { cause } = error;
  return cause instanceof Error && "code" in cause ? String(cause.code) : error.message;
}

/**
 * Creates a fetch that trusts only servers with a certificate of the given authorities, such as a Kubernetes API server.
 *
 * @param ca - certificates, PEM
 * @throws TypeError if there is no certificate, or one cannot be parsed
 */
export function createFetchWithCa(ca: string): Fetch {
  requireCertificates(ca);
  let loaded: Promise<Fetch> | undefined;
  return async (input, init) => {
    loaded ??= loadFetch(ca);
    return (await loaded)(input, init);
  };
}

/** Loaded on demand, because most issuers have a publicly trusted certificate. */
async function loadFetch(ca: string): Promise<Fetch> {
  const { Agent, fetch } = await import("undici");
  const dispatcher = new Agent({ connect: { ca } });
  // The platform's fetch is another version of the same code; only the names of the types differ.
  return ((input: string, init: object) => fetch(input, { ...init, dispatcher })) as unknown as Fetch;
}

/** TLS accepts a text without a certificate, and then rejects every server without a reason. */
function requireCertificates(ca: string): void {
  const certificates = ca.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  try {
    for (const certificate of certificates) {
      new X509Certificate(certificate);
    }
  } catch (cause) {
    throw new TypeError("A CA certificate of the issuer can't be parsed; it must be PEM.", { cause });
  }
  if (certificates.length === 0) {
    throw new TypeError("The issuer's CA has no certificate; it must be PEM.");
  }
}
