import { stripVTControlCharacters } from "node:util";
import { startDevEnvironment } from "../dev/environment.ts";
import { devCluster, samplePod } from "../dev/sample.ts";
import { createVariables, type DevAddresses, toSource } from "../dev/variables.ts";
import type { Environment } from "../sdk-environment/agent-variables.ts";
import { createChildEnvironment } from "../sdk-environment/child-environment.ts";
import { replaceProcessEnv } from "./process-env.ts";
import type { Dev, StartDevOptions } from "./types.ts";

/**
 * Starts a development cluster in this process: an issuer of pods' tokens, the EKS Auth API, an agent that AWS SDKs get
 * credentials from, the EKS API, and an STS. Stop it at the end of the test.
 *
 * @throws Error with the code `option_invalid` if an option can't be used, `unwritable` if the directory can't be written
 * @example
 * await using dev = await startDev({ roleArn: "arn:aws:iam::111122223333:role/app" });
 * dev.setProcessEnv();
 */
export async function startDev(options: StartDevOptions = {}): Promise<Dev> {
  const { onEvent = () => {}, ...others } = options;
  const environment = await startDevEnvironment({
    ...others,
    print: (text) => onEvent(stripVTControlCharacters(text.trimEnd())),
  });
  let restore: (() => void) | undefined;
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    restore?.();
    restore = undefined;
    stopped ??= environment.stop();
    return stopped;
  };
  return {
    endpoint: environment.endpoint,
    clusterName: devCluster.name,
    credentialsUrl: toSource(environment).credentialsUrl,
    eksApiUrl: environment.eksApiUrl,
    stsUrl: environment.stsUrl,
    tokenFile: environment.tokenFile,
    get env() {
      return createEnv(process.env, environment);
    },
    setProcessEnv() {
      restore ??= replaceProcessEnv(createEnv(process.env, environment));
    },
    associate: ({ roleArn, namespace = samplePod.namespace, serviceAccount = samplePod.serviceAccount }) =>
      environment.setRole({ namespace, serviceAccount }, roleArn),
    mintToken: ({
      namespace = samplePod.namespace,
      serviceAccount = samplePod.serviceAccount,
      podName = samplePod.pod.name,
      lifetimeSeconds = 3_600,
    } = {}) =>
      environment.cluster.mintToken({ namespace, serviceAccount, pod: { name: podName }, lifetimeSeconds }),
    setFaults: (faults) => environment.faults.set(faults),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** Unlike `eks-auth exec`, it always names the cluster's STS and region: a test should not depend on its environment. */
function createEnv(user: Environment, addresses: DevAddresses): Environment {
  return { ...createChildEnvironment(user, toSource(addresses)), ...createVariables(addresses) };
}
