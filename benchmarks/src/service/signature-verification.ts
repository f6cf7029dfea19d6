import { createHmac, createSecretKey, hash } from "node:crypto";
import type { RawRequest } from "@eks-auth/server";
import { AccessKey, createSignatureCallers } from "@eks-auth/service";
import { createRequestSigner } from "@eks-auth/test-kit/request-signer";
import { measureInTurns } from "../measure/rounds.ts";
import { compareRounds, type Summary, summarize } from "../measure/statistics.ts";

/** CPU time of one verification of a request's Signature Version 4, in microseconds. */
export interface SignatureTimes {
  /** The two hashes and the HMAC that each verification needs, of texts that are ready. */
  readonly bare: Summary;
  /** The service's verification. */
  readonly service: Summary;
  /** Signing the request again with the AWS SDK's library. */
  readonly library: Summary;
  /** The service's verification divided by the bare calls, round by round. */
  readonly serviceRatio: Summary;
  readonly libraryRatio: Summary;
}

/** How much to verify. */
export interface SignaturePlan {
  readonly rounds: number;
  /** Verifications per round. */
  readonly perRound: number;
}

const region = "eu-west-1";
const host = "eks-auth.example.org";
const path = "/clusters/edge/assume-role-for-pod-identity";
const credentials = {
  accessKeyId: "EDGEEXAMPLE000000001",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};

/**
 * Measures verification in this process, with the headers of the EKS Pod Identity Agent.
 *
 * @param token - in the request's body
 */
export async function measureSignatures(
  token: string,
  { rounds, perRound }: SignaturePlan,
): Promise<SignatureTimes> {
  const date = new Date();
  const body = JSON.stringify({ token });
  const signer = createRequestSigner({ credentials, region });
  const headers = {
    host,
    "content-type": "application/json",
    "content-length": String(body.length),
    "amz-sdk-invocation-id": "6a2e4f0c-9a3b-4b5c-8d7e-1f2a3b4c5d6e",
    "amz-sdk-request": "attempt=1; max=3",
    "user-agent": "aws-sdk-go-v2/1.41.0",
  };
  const sign = () =>
    signer.sign(
      { protocol: "https:", hostname: host, method: "POST", path, headers: { ...headers }, body },
      { signingDate: date },
    );
  const request = toRawRequest((await sign()).headers, body);
  const key = new AccessKey(credentials, { region }, { method: "sigv4", name: "edge", clusters: "all" });
  const authenticate = createSignatureCallers({ region, findKey: () => key, now: () => date });
  const measured = [hashBare(request.body), () => authenticate(request), sign];
  // The first round warms up.
  const samples = await measureInTurns(measured, rounds + 1, (run) => measureCpu(perRound, run));
  const [bare = [], service = [], library = []] = measured.map((run) => (samples.get(run) ?? []).slice(1));
  return {
    bare: summarize(bare),
    service: summarize(service),
    library: summarize(library),
    serviceRatio: compareRounds(service, bare),
    libraryRatio: compareRounds(library, bare),
  };
}

/** The calls of `node:crypto` in a verification, with the sizes of an agent's request. */
function hashBare(body: Uint8Array): () => string {
  const canonicalRequest = "c".repeat(420);
  const stringToSign = "s".repeat(138);
  const key = createSecretKey(Buffer.alloc(32, 1));
  return () => {
    hash("sha256", body, "hex");
    hash("sha256", canonicalRequest, "hex");
    return createHmac("sha256", key).update(stringToSign).digest("hex");
  };
}

function toRawRequest(headers: Readonly<Record<string, string>>, body: string): RawRequest {
  return {
    operation: "AssumeRoleForPodIdentity",
    labels: ["edge"],
    method: "POST",
    path,
    query: "",
    signal: new AbortController().signal,
    body: Buffer.from(body),
    header: (name) => headers[name],
    headerNames: () => Object.keys(headers),
  };
}

/** Returns microseconds per call. */
async function measureCpu(calls: number, run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  for (let call = 0; call < calls; call++) {
    const result = run();
    // Awaiting what is no promise would count, too.
    if (result instanceof Promise) {
      await result;
    }
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}
