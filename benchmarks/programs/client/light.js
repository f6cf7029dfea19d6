import { EKSAuth } from "@eks-auth/client-light";

/** Creates a function that calls the API with the light client. */
export function createCall({ endpoint, region, credentials, input }) {
  const client = new EKSAuth({ endpoint, region, credentials });
  return () => client.assumeRoleForPodIdentity(input);
}
