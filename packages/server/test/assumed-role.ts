import type { AssumeRoleForPodIdentityResponse } from "../src/gen/index.ts";

/** A response in which every member is there. */
export const assumedRole: AssumeRoleForPodIdentityResponse = {
  subject: { namespace: "shop", serviceAccount: "cart" },
  audience: "pods.eks.amazonaws.com",
  podIdentityAssociation: {
    associationArn: "arn:aws:eks:eu-west-1:111122223333:podidentityassociation/prod/a-0123456789abcdefg",
    associationId: "a-0123456789abcdefg",
  },
  assumedRoleUser: {
    arn: "arn:aws:sts::111122223333:assumed-role/cart/eks-prod-cart",
    assumeRoleId: "AROAEXAMPLE:eks-prod-cart",
  },
  credentials: {
    accessKeyId: "ASIAEXAMPLE",
    secretAccessKey: "secret",
    sessionToken: "session",
    expiration: new Date("2033-05-18T03:33:20Z"),
  },
};
