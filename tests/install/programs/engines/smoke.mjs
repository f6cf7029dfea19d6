import { AssumeRoleForPodIdentityCommand, EKSAuthClient } from "@eks-auth/client";
import { EKSAuth } from "@eks-auth/client-light";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createFetchHandler } from "@eks-auth/server/fetch";

// What every engine does: call the API, and host it.

/** Calls the API with the generated client and returns a summary of the response. */
export async function call(endpoint) {
  const credentials = { accessKeyId: "unused", secretAccessKey: "unused" };
  const client = new EKSAuthClient({ endpoint, region: "us-east-1", credentials, maxAttempts: 1 });
  const command = new AssumeRoleForPodIdentityCommand({
    clusterName: "dev",
    token: "header.payload.signature",
  });
  const output = await client.send(command);
  client.destroy();
  return `${output.assumedRoleUser.assumeRoleId} expires ${output.credentials.expiration.toISOString()}`;
}

/** Calls the API with the light client, whose requests are signed, and returns the same summary. */
export async function callLight(endpoint) {
  const credentials = { accessKeyId: "unused", secretAccessKey: "unused" };
  const client = new EKSAuth({ endpoint, region: "us-east-1", credentials, maxAttempts: 1 });
  const { assumedRoleUser, credentials: issued } = await client.assumeRoleForPodIdentity({
    clusterName: "dev",
    token: "header.payload.signature",
  });
  client.close();
  return `${assumedRoleUser.assumeRoleId} expires ${issued.expiration.toISOString()}`;
}

/** Answers a request with the generated stub. */
export const answer = createFetchHandler(
  createEKSAuthFrontendHandler({
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
  }),
);
