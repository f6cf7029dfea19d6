import type { DevCluster } from "@eks-auth/service/dev-cluster";

/** What is there, and runs already, while something is measured. */
export interface Surroundings {
  /** Signs tokens and publishes keys. */
  readonly issuer: DevCluster;
  /** The URL in STS's place. */
  readonly stsEndpoint: string;
}
