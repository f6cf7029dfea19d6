/** The time when the credentials of {@link sampleResponse} expire, in seconds since 1970. */
export const sampleExpiration = 2_000_000_000;

/**
 * A response of AssumeRoleForPodIdentity with all members, as large as a real one: 1.2 kB of JSON. It has no type of
 * `@eks-auth/types`, because the tests of types use this package; callers check it with `satisfies`.
 */
export const sampleResponse: {
  subject: { namespace: string; serviceAccount: string };
  audience: string;
  podIdentityAssociation: { associationArn: string; associationId: string };
  assumedRoleUser: { arn: string; assumeRoleId: string };
  credentials: { sessionToken: string; secretAccessKey: string; accessKeyId: string; expiration: Date };
} = {
  subject: { namespace: "shop", serviceAccount: "cart" },
  audience: "pods.eks.amazonaws.com",
  podIdentityAssociation: {
    associationArn:
      "arn:aws:eks:eu-west-1:111122223333:podidentityassociation/my-cluster/a-0123456789abcdef0",
    associationId: "a-0123456789abcdef0",
  },
  assumedRoleUser: {
    arn: "arn:aws:sts::111122223333:assumed-role/cart/eks-my-cluster-cart-00000000-0000-4000-8000-000000000000",
    assumeRoleId: "AROAEXAMPLEROLEID0000:eks-my-cluster-cart-00000000-0000-4000-8000-000000000000",
  },
  credentials: {
    sessionToken: "EXAMPLE/SESSION/TOKEN/".repeat(26),
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    accessKeyId: "ASIAIOSFODNN7EXAMPLE",
    expiration: new Date(sampleExpiration * 1000),
  },
};

/** The JSON of {@link sampleResponse}: the expiration is a number of seconds. */
export const sampleResponseJson: Omit<typeof sampleResponse, "credentials"> & {
  credentials: Omit<(typeof sampleResponse)["credentials"], "expiration"> & { expiration: number };
} = {
  ...sampleResponse,
  credentials: { ...sampleResponse.credentials, expiration: sampleExpiration },
};
