import type { DevCluster } from "@eks-auth/service/dev-cluster";
import { createRequestSigner } from "@eks-auth/test-kit/request-signer";
import {
  accessKey,
  agent,
  audience,
  host,
  region,
  signingDate,
} from "../../programs/service/sample-callers.ts";
import type { LoadRequest } from "../measure/load.ts";

/** How requests prove who the caller is; `none` if the server does not ask. */
export type RequestCaller = "none" | "serviceAccount" | "sigv4";

/** Adds the credentials of the caller to requests. */
export async function addCaller(
  caller: RequestCaller,
  requests: readonly LoadRequest[],
  issuer: DevCluster,
): Promise<readonly LoadRequest[]> {
  switch (caller) {
    case "none":
      return requests;
    case "serviceAccount": {
      const token = await issuer.mintToken({ ...agent, audience });
      return requests.map((request) => withHeaders(request, { "x-eks-auth-caller-token": token }));
    }
    case "sigv4":
      return Promise.all(requests.map(sign));
  }
}

/** Signs a request with the headers of the EKS Pod Identity Agent. */
async function sign(request: LoadRequest): Promise<LoadRequest> {
  const signer = createRequestSigner({ credentials: accessKey, region });
  const headers = {
    ...request.headers,
    host,
    "content-length": String(request.body.length),
    "amz-sdk-invocation-id": "6a2e4f0c-9a3b-4b5c-8d7e-1f2a3b4c5d6e",
    "amz-sdk-request": "attempt=1; max=3",
  };
  const signed = await signer.sign(
    { ...request, protocol: "http:", hostname: host, headers },
    { signingDate },
  );
  const { "content-length": _, ...sent } = signed.headers;
  return { ...request, headers: sent };
}

function withHeaders(request: LoadRequest, headers: LoadRequest["headers"]): LoadRequest {
  return { ...request, headers: { ...request.headers, ...headers } };
}
