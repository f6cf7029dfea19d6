import type { RawRequest } from "@eks-auth/server";
import { createRequestSigner } from "@eks-auth/test-kit/request-signer";
import type { AuthenticateCaller, AuthenticatedCaller } from "../../../src/callers/caller-method.ts";
import { AccessKey } from "../../../src/callers/sigv4/access-key.ts";
import { createSignatureCallers } from "../../../src/callers/sigv4/signature-callers.ts";

export const region = "eu-west-1";
export const moment: Date = new Date("2026-11-30T09:30:00Z");
export const host = "eks-auth.example.org";
export const credentials = {
  accessKeyId: "EDGEEXAMPLE000000001",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};
export const caller: AuthenticatedCaller = { method: "sigv4", name: "edge", clusters: new Set(["edge"]) };

/** A request as a test changes it before it arrives. */
export interface SentRequest {
  method: string;
  path: string;
  query: string;
  headers: Record<string, string>;
  body: string;
}

/** What differs from the request of an agent. */
export interface Signing {
  readonly method?: string;
  readonly path?: string;
  readonly query?: Record<string, string | string[]>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly region?: string;
  readonly service?: string;
  readonly credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  readonly date?: Date;
  readonly applyChecksum?: boolean;
  readonly unsigned?: readonly string[];
}

/** Signs a request with the AWS SDK's library. */
export async function signRequest(signing: Signing = {}): Promise<SentRequest> {
  const {
    method = "POST",
    path = "/clusters/edge/assume-role-for-pod-identity",
    query = {},
    body = '{"token":"a.b.c"}',
  } = signing;
  const signer = createRequestSigner(signerOptions(signing));
  const headers = { host, "content-type": "application/json", ...signing.headers };
  const request = { protocol: "https:", hostname: host, method, path, query, headers, body };
  const signed = await signer.sign(request, {
    signingDate: signing.date ?? moment,
    unsignableHeaders: new Set(signing.unsigned),
  });
  return { method, path, query: writeQuery(query), headers: signed.headers, body };
}

function signerOptions({
  credentials: own = credentials,
  region: ownRegion = region,
  service,
  applyChecksum,
}: Signing) {
  return {
    credentials: own,
    region: ownRegion,
    ...(service !== undefined && { service }),
    ...(applyChecksum !== undefined && { applyChecksum }),
  };
}

/** Sends a request to a method: the name of the caller, or the code of the error. */
export async function authenticate(
  request: SentRequest,
  method: AuthenticateCaller = createMethod(),
): Promise<string | undefined> {
  return (await method(toRawRequest(request)))?.name;
}

/** Creates the method of a service with some keys; by default with one. */
export function createMethod(
  keys: readonly AccessKey[] = [new AccessKey(credentials, { region }, caller)],
  now: () => Date = () => moment,
): AuthenticateCaller {
  const findKey = (accessKeyId: string) => keys.find(({ id }) => id === accessKeyId);
  return createSignatureCallers({ region, findKey, now });
}

/** A request as a host passes it to the service. */
export function toRawRequest({ method, path, query, headers, body }: SentRequest): RawRequest {
  return {
    operation: "AssumeRoleForPodIdentity",
    labels: ["edge"],
    method,
    path,
    query,
    signal: AbortSignal.any([]),
    body: Buffer.from(body),
    header: (name) => (Object.hasOwn(headers, name) ? headers[name] : undefined),
    headerNames: () => Object.keys(headers),
  };
}

function writeQuery(query: Record<string, string | string[]>): string {
  return Object.entries(query)
    .flatMap(([name, values]) =>
      [values].flat().map((value) => [name, value].map(encodeURIComponent).join("=")),
    )
    .join("&");
}
