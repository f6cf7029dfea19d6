import { AssumeRoleForPodIdentityCommand, EKSAuthClient } from "@eks-auth/client";

/** Creates a function that calls the API with the official client. */
export function createCall({ endpoint, region, credentials, input }) {
  const client = new EKSAuthClient({ endpoint, region, credentials });
  return () => client.send(new AssumeRoleForPodIdentityCommand(input));
}
