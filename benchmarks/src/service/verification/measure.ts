import { createPublicKey, verify } from "node:crypto";
import type { DevCluster } from "@eks-auth/service/dev-cluster";
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from "jose";
import { orderRound } from "../../measure/rounds.ts";
import { type Summary, summarize } from "../../measure/statistics.ts";
import { listPods } from "../load/pods.ts";

/** CPU time of one verification of a token's signature, RS256 with 2048 bits, in microseconds. */
export interface VerificationResult {
  /** `verify` of `node:crypto`, in the thread that calls it. */
  readonly nodeCrypto: Summary;
  /** `compactVerify` of jose, which asks Web Crypto, in a thread of its own. */
  readonly jose: Summary;
}

/** How much is verified. */
export interface VerificationPlan {
  readonly rounds: number;
  /** Verifications in a round. */
  readonly perRound: number;
}

/** Measures bare verification in this process: the least that a request can cost. */
export async function measureVerification(
  issuer: DevCluster,
  { rounds, perRound }: VerificationPlan,
): Promise<VerificationResult> {
  const [pod] = listPods(1);
  const token = pod === undefined ? "" : await issuer.mintToken(pod);
  const keySet = (await (await fetch(`${issuer.issuer}/openid/v1/jwks`)).json()) as JSONWebKeySet;
  const keys = createLocalJWKSet(keySet);
  const key = createPublicKey({ key: keySet.keys.find(({ kty }) => kty === "RSA") ?? {}, format: "jwk" });
  const nodeCrypto: number[] = [];
  const jose: number[] = [];
  const ways = [
    { series: nodeCrypto, run: async () => requireValid(verifyByNode(token, key)) },
    { series: jose, run: async () => void (await compactVerify(token, keys, { algorithms: ["RS256"] })) },
  ];
  // The first round warms up.
  for (let round = 0; round <= rounds; round++) {
    for (const { series, run } of orderRound(ways, round)) {
      const time = await measureCpu(perRound, run);
      if (round > 0) {
        series.push(time);
      }
    }
  }
  return { nodeCrypto: summarize(nodeCrypto), jose: summarize(jose) };
}

function verifyByNode(token: string, key: ReturnType<typeof createPublicKey>): boolean {
  const end = token.lastIndexOf(".");
  return verify(
    "RSA-SHA256",
    Buffer.from(token.slice(0, end)),
    key,
    Buffer.from(token.slice(end + 1), "base64url"),
  );
}

function requireValid(isValid: boolean): void {
  if (!isValid) {
    throw new Error("The issuer's own token should be valid");
  }
}

/** @returns microseconds for each time */
async function measureCpu(times: number, run: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  for (let time = 0; time < times; time++) {
    await run();
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}
