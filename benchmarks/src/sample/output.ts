import type { AssumeRoleForPodIdentityResponse } from "@eks-auth/types";

/** What an implementation returns that does no work: 1.2 kB of JSON. */
export const goodOutput: AssumeRoleForPodIdentityResponse = {
  subject: { namespace: "default", serviceAccount: "app" },
  audience: "pods.eks.amazonaws.com",
  podIdentityAssociation: {
    associationArn:
      "arn:aws:eks:eu-west-1:111122223333:podidentityassociation/my-cluster/a-0123456789abcdef0",
    associationId: "a-0123456789abcdef0",
  },
  assumedRoleUser: {
    arn: "arn:aws:sts::111122223333:assumed-role/app/eks-my-cluster-app-00000000-0000-4000-8000-000000000000",
    assumeRoleId: "AROAEXAMPLEROLEID0000:eks-my-cluster-app-00000000-0000-4000-8000-000000000000",
  },
  credentials: {
    sessionToken: "EXAMPLE/SESSION/TOKEN/".repeat(26),
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    accessKeyId: "ASIAIOSFODNN7EXAMPLE",
    expiration: new Date("2026-01-01T00:00:00Z"),
  },
};
