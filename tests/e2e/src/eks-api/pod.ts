import { rename } from "node:fs/promises";
import { join } from "node:path";
import { startEksAuthWith } from "@eks-auth/test-kit/eks-auth-command";
import { cleanEnvironment, readOutput } from "@eks-auth/test-kit/run-program";
import type { TempFolder } from "@eks-auth/test-kit/temp-folder";
import { programFolder } from "../sdks/languages/sdk.ts";

/** `eks-auth agent`, with the pods that it serves. */
export interface Agent extends AsyncDisposable {
  /**
   * Runs a program with boto3 in a pod, which calls STS.
   *
   * @param token - the pod's token, which the program reads from a file
   * @returns the name of the role that it has credentials of, or the error
   */
  runPod(token: string): Promise<string>;
}

/** What {@link startAgentProcess} needs. */
export interface AgentOptions {
  readonly cluster: string;
  /** The URL of the service. */
  readonly endpoint: string;
  /** The URL of STS for the pods. */
  readonly sts: string;
  /** A Python with boto3. */
  readonly python: string;
  /** Where the pods' tokens are written. */
  readonly folder: TempFolder;
}

/** Starts `eks-auth agent` as a process on a free port. */
export async function startAgentProcess(options: AgentOptions): Promise<Agent> {
  const { cluster, endpoint, sts, python, folder } = options;
  const agent = startEksAuthWith(
    { env: cleanEnvironment() },
    ...["agent", "--cluster", cluster, "--endpoint", endpoint, "--no-sign-request"],
    ...["--listen", "127.0.0.1:0", "--no-probes", "--no-metrics"],
  );
  const [url = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(await agent.waitFor(/:\d+/)) ?? [];
  const env = {
    PATH: process.env.PATH ?? "",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_DEFAULT_REGION: "eu-west-1",
    AWS_ENDPOINT_URL_STS: sts,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/v1/credentials`,
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: folder.resolve("token"),
  };
  return {
    async runPod(token) {
      await rename(await folder.write("token.new", token), folder.resolve("token"));
      const program = join(programFolder("eks-api/pod"), "main.py");
      const { arn, error } = JSON.parse(await readOutput(python, [program], { env })) as PodOutput;
      return arn?.split("/")[1] ?? error ?? "";
    },
    [Symbol.asyncDispose]: () => agent.stop(),
  };
}

interface PodOutput {
  readonly arn?: string;
  readonly error?: string;
}
