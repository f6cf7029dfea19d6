import { createPublicKey, type KeyObject, verify } from "node:crypto";
import type { DevCluster } from "@eks-auth/service/dev-cluster";
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from "jose";
import { measureInTurns } from "../measure/rounds.ts";
import { type Summary, summarize } from "../measure/statistics.ts";
import { signTokens } from "./environment.ts";

/** CPU time of one verification of a token's signature, RS256 with 2048 bits, in microseconds. */
export interface VerificationTimes {
  /** `verify` of `node:crypto`, on the calling thread. */
  readonly nodeCrypto: Summary;
  /** `compactVerify` of jose, which uses Web Crypto on another thread. */
  readonly jose: Summary;
}

/** How much to verify. */
export interface VerificationPlan {
  readonly rounds: number;
  /** Verifications per round. */
  readonly perRound: number;
}

/** Measures verification in this process: the minimum cost of a request. */
export async function measureVerification(
  issuer: DevCluster,
  { rounds, perRound }: VerificationPlan,
): Promise<VerificationTimes> {
  const [token = ""] = await signTokens(issuer, 1);
  const keySet = (await (await fetch(`${issuer.issuer}/openid/v1/jwks`)).json()) as JSONWebKeySet;
  const keys = createLocalJWKSet(keySet);
  const key = createPublicKey({ key: keySet.keys.find(({ kty }) => kty === "RSA") ?? {}, format: "jwk" });
  const verifyByNode = async (): Promise<unknown> => requireValid(verifyRs256(token, key));
  const verifyByJose = (): Promise<unknown> => compactVerify(token, keys, { algorithms: ["RS256"] });
  // The first round warms up.
  const samples = await measureInTurns([verifyByNode, verifyByJose], rounds + 1, (run) =>
    measureCpu(perRound, run),
  );
  const summarizeSamples = (run: () => Promise<unknown>): Summary =>
    summarize(samples.get(run)?.slice(1) ?? []);
  return { nodeCrypto: summarizeSamples(verifyByNode), jose: summarizeSamples(verifyByJose) };
}

function verifyRs256(token: string, key: KeyObject): boolean {
  const end = token.lastIndexOf(".");
  const signature = Buffer.from(token.slice(end + 1), "base64url");
  return verify("RSA-SHA256", Buffer.from(token.slice(0, end)), key, signature);
}

function requireValid(isValid: boolean): void {
  if (!isValid) {
    throw new Error("The signature of the issuer's token is not valid.");
  }
}

/** Returns microseconds per call. */
async function measureCpu(calls: number, run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  for (let call = 0; call < calls; call++) {
    await run();
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}
