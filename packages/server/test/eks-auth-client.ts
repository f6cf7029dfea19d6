import {
  AssumeRoleForPodIdentityCommand,
  type AssumeRoleForPodIdentityCommandOutput,
  EKSAuthClient,
} from "@eks-auth/client";
import type { AssumeRoleForPodIdentityRequest } from "@eks-auth/types";

/** The generated client, in front of a server of ours. */
export class Caller implements Disposable {
  readonly #client: EKSAuthClient;

  /** @param endpoint - the server's URL */
  constructor(endpoint: string) {
    this.#client = new EKSAuthClient({
      region: "eu-west-1",
      endpoint,
      credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
      maxAttempts: 1,
    });
  }

  assumeRole(input: AssumeRoleForPodIdentityRequest): Promise<AssumeRoleForPodIdentityCommandOutput> {
    return this.#client.send(new AssumeRoleForPodIdentityCommand(input));
  }

  [Symbol.dispose](): void {
    this.#client.destroy();
  }
}
