import { randomBytes, randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createEKSAuthFrontendHandler, type EKSAuthFrontendService } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { createUpstreamError, type UpstreamAnswer } from "./upstream-answer.ts";

type Response = Awaited<ReturnType<EKSAuthFrontendService["assumeRoleForPodIdentity"]>>;

/** What the upstream does for one token, and has done. */
export interface TokenRecord {
  answer: UpstreamAnswer;
  /** How often it was called. */
  calls: number;
  /** The IDs of the keys that it gave. */
  readonly accessKeyIds: string[];
}

/** The EKS Auth API on 127.0.0.1, answering as a test wants. */
export interface ControlledUpstream {
  readonly url: string;
  /** Makes a token known; any other is refused. */
  register(token: string, answer: UpstreamAnswer): TokenRecord;
  stop(): void;
}

/** Starts the generated stub with an implementation that does as it is told. */
export async function startUpstream(): Promise<ControlledUpstream> {
  const records = new Map<string, TokenRecord>();
  const handler = createEKSAuthFrontendHandler({
    async assumeRoleForPodIdentity({ token }) {
      const record = records.get(token);
      if (record === undefined) {
        throw createUpstreamError("InvalidTokenException", "No pod has this token.");
      }
      record.calls += 1;
      const { answer } = record;
      if ("error" in answer) {
        throw createUpstreamError(answer.error, answer.message);
      }
      const response = grant(answer.lifetimeSeconds);
      record.accessKeyIds.push(response.credentials.accessKeyId);
      return response;
    },
  });
  const server = createServer(createNodeListener(handler));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    register(token, answer) {
      const record = { answer, calls: 0, accessKeyIds: [] };
      records.set(token, record);
      return record;
    },
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function grant(lifetimeSeconds: number): Response {
  return {
    subject: { namespace: "default", serviceAccount: "sample" },
    audience: "pods.eks.amazonaws.com",
    podIdentityAssociation: {
      associationArn: "arn:aws:eks:us-east-1:111122223333:podidentityassociation/dev/a-0123456789abcdefg",
      associationId: "a-0123456789abcdefg",
    },
    assumedRoleUser: {
      arn: "arn:aws:sts::111122223333:assumed-role/sample/session",
      assumeRoleId: "AROA0123456789ABCDEFG:session",
    },
    credentials: {
      accessKeyId: makeAccessKeyId(),
      secretAccessKey: randomBytes(30).toString("base64"),
      sessionToken: randomBytes(300).toString("base64"),
      expiration: new Date(Date.now() + lifetimeSeconds * 1000),
    },
  };
}

function makeAccessKeyId(): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  return `ASIA${Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join("")}`;
}
