import type { IncomingMessage } from "node:http";
import {
  describeProxy,
  findProxy,
  ProxyRefusedError,
  ResponseTooLargeError,
  readBody,
  sendGet,
} from "@eks-auth/transport";
import { systemErrorCode } from "../files/file-error.ts";
import { KeyReadError } from "./key-source.ts";

/** Kubernetes serves its key set only as the second type, and answers 406 to a request that does not accept it. */
const accept = "application/json, application/jwk-set+json";
const maxBytes = 262_144;

/** How to fetch a document. */
export interface FetchOptions {
  /** The CA certificates, PEM, that the server's certificate must be signed by; by default those of the platform. */
  readonly ca: string | undefined;
  /** Aborts the fetch, including its body. */
  readonly signal: AbortSignal;
}

/**
 * Fetches one document of an issuer, through the proxy of the environment if there is one. Redirects are not followed,
 * because they can lead to any server.
 *
 * @returns the body, at most 256 KiB
 * @throws KeyReadError if there is no response, a status other than 200, or a larger body
 */
export async function fetchDocument(url: URL, options: FetchOptions): Promise<Uint8Array<ArrayBuffer>> {
  const response = await request(url, options);
  const problem = findProblem(response);
  if (problem !== undefined) {
    response.destroy();
    throw new KeyReadError("invalid", `${url} answered ${problem}.`);
  }
  try {
    return await readBody(response, maxBytes);
  } catch (error) {
    if (error instanceof ResponseTooLargeError) {
      throw new KeyReadError("invalid", `${url} answered with more than ${maxBytes} bytes.`);
    }
    const reason = describeFailure(error, options.signal);
    throw new KeyReadError("unreachable", `The response of ${url} was cut off (${reason}).`, {
      cause: error,
    });
  }
}

async function request(url: URL, options: FetchOptions): Promise<IncomingMessage> {
  try {
    return await sendGet(url, { headers: { accept }, ...options });
  } catch (error) {
    const reason = describeFailure(error, options.signal);
    throw new KeyReadError("unreachable", `${url} did not answer${describeRoute(url)} (${reason}).`, {
      cause: error,
    });
  }
}

function describeRoute(url: URL): string {
  const proxy = findProxy(url);
  return proxy === undefined ? "" : ` through the ${describeProxy(proxy)}`;
}

function findProblem({ statusCode = 0, headers }: IncomingMessage): string | undefined {
  if (statusCode !== 200) {
    return `${statusCode}${hints[statusCode] ?? ""}`;
  }
  const encoding = headers["content-encoding"] ?? "identity";
  return encoding === "identity"
    ? undefined
    : `with the content-encoding ${encoding}, which it was not asked for`;
}

const hints: Readonly<Record<number, string>> = {
  401: "; the cluster must let anonymous users read its keys",
  403: "; bind the cluster role system:service-account-issuer-discovery to the group system:unauthenticated",
};

function describeFailure(error: unknown, signal: AbortSignal): string {
  const { message } = (signal.aborted ? signal.reason : error) as Error;
  if (error instanceof ProxyRefusedError) {
    return `the proxy answered ${error.status}`;
  }
  return signal.aborted ? message : (systemErrorCode(error) ?? message);
}
