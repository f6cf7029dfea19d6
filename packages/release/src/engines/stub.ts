import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { type Listening, listen } from "./listening.ts";

/** Starts the generated stub, for clients in other engines to call. */
export function startStub(): Promise<Listening> {
  const handler = createEKSAuthFrontendHandler({
    async assumeRoleForPodIdentity() {
      return {
        subject: { namespace: "default", serviceAccount: "sample" },
        audience: "pods.eks.amazonaws.com",
        podIdentityAssociation: { associationArn: "arn:example", associationId: "a-example" },
        assumedRoleUser: { arn: "arn:example", assumeRoleId: "AROAEXAMPLE:eks-dev-pod" },
        credentials: {
          accessKeyId: "ASIAEXAMPLE",
          secretAccessKey: "secret",
          sessionToken: "token",
          expiration: new Date("2030-01-01T00:00:00Z"),
        },
      };
    },
  });
  return listen(createNodeListener(handler));
}
