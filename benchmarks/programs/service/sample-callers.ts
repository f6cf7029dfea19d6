import { cluster } from "../sample-pods.ts";

/** The audience of the agent's own token. */
export const audience = "https://eks-auth.example.org";

/** The agent's pod, on the node of all pods. */
export const agent = {
  namespace: "eks-auth",
  serviceAccount: "eks-auth-agent",
  pod: { name: "eks-auth-agent-7xk2p" },
};

/** The access key of a caller that signs its requests. */
export const accessKey = {
  accessKeyId: "EDGEEXAMPLE000000001",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};

/** The date of all signatures, and the time of the service that verifies them: a benchmark takes longer than 5 minutes. */
export const signingDate: Date = new Date("2026-11-30T12:00:00Z");

/** The region that requests are signed for. */
export const region: string = cluster.region;

/** The Host header of signed requests. */
export const host = "eks-auth.example.org";
