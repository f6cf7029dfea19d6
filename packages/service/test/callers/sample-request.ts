import type { RawRequest } from "@eks-auth/server";

/** A request as a hook gets it, with headers, for the cluster `blue` by default. */
export function sampleRequest({
  cluster = "blue",
  headers = {},
}: {
  readonly cluster?: string;
  readonly headers?: Readonly<Record<string, string>>;
} = {}): RawRequest {
  return {
    method: "POST",
    path: `/clusters/${cluster}/assume-role-for-pod-identity`,
    query: "",
    operation: "AssumeRoleForPodIdentity",
    labels: [cluster],
    peer: { address: "192.0.2.1" },
    signal: new AbortController().signal,
    body: new Uint8Array(),
    header: (name) => headers[name],
    headerNames: () => Object.keys(headers),
  };
}
