import { join } from "node:path";
import { eksAuthProgram } from "@eks-auth/test-kit/eks-auth-command";
import { root } from "@eks-auth/test-kit/repository";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { type AgentEnvironment, prepareAgentEnvironment } from "../agent/environment.ts";
import type { OnProgress } from "../benchmark.ts";
import { locateProgram } from "../measure/program-process.ts";
import { prepareServiceEnvironment, type ServiceEnvironment } from "../service/environment.ts";

/** A build of the `eks-auth` command, or a program that is compared with it. */
export interface CommandBuild {
  /** The name in `--json`. */
  readonly name: "bundle" | "unbundled" | "bare";
  /** The name in tables. */
  readonly title: string;
  /** The file of its program. */
  readonly program: string;
}

/** The baseline: the same sources, but Node.js loads the dependencies from their packages. */
export const unbundled: CommandBuild = {
  name: "unbundled",
  title: "unbundled",
  program: join(root, "packages/cli/build/unbundled/main.js"),
};

/** The published command. */
export const bundle: CommandBuild = { name: "bundle", title: "eks-auth", program: eksAuthProgram };

/** The builds of all commands, in the order of the tables. */
export const commandBuilds: readonly CommandBuild[] = [unbundled, bundle];

/** The least that an agent can take: a server and a signed call. */
export const bareAgent: CommandBuild = {
  name: "bare",
  title: "bare node:http",
  program: locateProgram("start/bare-agent.js"),
};

/** The environment of all measurements: that of `eks-auth serve`, and that of `eks-auth agent`. */
export interface StartEnvironment {
  readonly service: ServiceEnvironment;
  readonly agent: AgentEnvironment;
}

/** Builds the baseline, and starts what the commands call. @param pods - how many pods use the agent */
export async function prepareStartEnvironment(
  pods: number,
  resources: AsyncDisposableStack,
  onProgress: OnProgress,
): Promise<StartEnvironment> {
  onProgress("Building the command without its dependencies");
  await readOutput("npm", ["run", "build:unbundled", "--workspace", "@eks-auth/cli"], { cwd: root });
  onProgress(`Signing the tokens of ${pods} pods`);
  return {
    service: await prepareServiceEnvironment(resources),
    agent: await prepareAgentEnvironment(pods, resources),
  };
}
