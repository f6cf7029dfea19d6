import { startDevEnvironment } from "../../dev/environment.ts";
import { devCluster } from "../../dev/sample.ts";
import type { RunningSource } from "./running-source.ts";

/**
 * Starts a development environment, and gives what its sample pod gets.
 *
 * @throws CommandFailure where it can't be started
 */
export async function startDevSource(): Promise<RunningSource> {
  const environment = await startDevEnvironment({ port: 0, directory: undefined });
  return {
    credentialsUrl: `${environment.agentUrl}/v1/credentials`,
    tokenFile: environment.tokenFile,
    region: devCluster.region,
    stsUrl: environment.stsUrl,
    stop: () => environment.stop(),
  };
}
