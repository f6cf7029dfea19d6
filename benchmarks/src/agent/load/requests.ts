import type { LoadRequest } from "../../measure/load.ts";

/** Makes the request with which a pod asks for its credentials. */
export function makeRequest(token: string): LoadRequest {
  return { method: "GET", path: "/v1/credentials", headers: { authorization: token }, body: "" };
}
