import { CommandError } from "@eks-auth/codegen/terminal";
import { createPodRequest } from "../agent/environment.ts";
import { sendFromEachPod } from "../agent/memory.ts";
import type { LoadRequest } from "../measure/load.ts";
import { costOptions } from "../measure/process-cost.ts";
import { ProgramProcess } from "../measure/program-process.ts";
import { createTokenRequest, signTokens } from "../service/environment.ts";
import { configName, nameCluster, startServe, writeServeFolder } from "../service/serve.ts";
import { bareAgent, type CommandBuild, commandBuilds, type StartEnvironment } from "./environment.ts";

/** A command that runs until it is stopped, ready to be started several times. */
export interface LongCommand {
  /** What is measured, in the order of the tables. */
  readonly builds: readonly CommandBuild[];
  /** Starts it and waits until it listens. */
  readonly start: (build: CommandBuild) => Promise<ProgramProcess>;
  /** The first request; the response has status 200. */
  readonly request: LoadRequest;
  /** Sends what it gets in operation. */
  readonly sendLoad: (origin: string) => Promise<void>;
}

/** How much a command has to do. */
export interface CommandSize {
  /** Clusters of `serve`, each with the same number of associations. */
  readonly clusters: number;
  readonly associations: number;
  /** Requests to `serve`, over all clusters in turn. */
  readonly requests: number;
  /** Pods that ask the agent once each. */
  readonly pods: number;
}

/** The names of the measured commands, in the order of the tables. */
export const commandNames = ["serve", "agent"] as const;

/** The name of a measured command. */
export type CommandName = (typeof commandNames)[number];

/** Prepares a command. Its files are removed with the resources. */
export function prepareCommand(
  name: CommandName,
  environment: StartEnvironment,
  size: CommandSize,
  resources: AsyncDisposableStack,
): Promise<LongCommand> {
  return name === "serve"
    ? prepareServe(environment, size, resources)
    : Promise.resolve(prepareAgent(environment, size));
}

async function prepareServe(
  { service: { issuer, stsEndpoint } }: StartEnvironment,
  { clusters, associations, requests }: CommandSize,
  resources: AsyncDisposableStack,
): Promise<LongCommand> {
  const folder = resources.use(
    await writeServeFolder({
      ...{ credentials: "embedded", issuer: issuer.issuer, stsEndpoint },
      ...{ clusters, associations },
    }),
  );
  const [token = ""] = await signTokens(issuer, 1);
  const all = Array.from({ length: clusters }, (_, index) => createTokenRequest(nameCluster(index), token));
  return {
    builds: commandBuilds,
    start: ({ program }) => startServe(folder.resolve(configName), costOptions, program),
    request: createTokenRequest(nameCluster(0), token),
    async sendLoad(origin) {
      const waiting = Array.from({ length: requests }, (_, index) => all[index % clusters]).values();
      await Promise.all(Array.from({ length: connections }, () => sendEach(origin, waiting)));
    },
  };
}

function prepareAgent({ agent: { endpoint, tokens } }: StartEnvironment, { pods }: CommandSize): LongCommand {
  const [token] = tokens;
  if (token === undefined) {
    throw new CommandError("The agent needs the token of a pod.");
  }
  return {
    builds: [...commandBuilds, bareAgent],
    start: ({ program }) =>
      ProgramProcess.start({
        args: [
          ...[...costOptions, program, "agent", "--cluster", "my-cluster", "--listen", "127.0.0.1:0"],
          ...["--endpoint", endpoint, "--region", "us-east-1", "--log-level", "error"],
        ],
        // The upstream does not check them.
        env: { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "unused" },
        readyPattern: /listening on (http:\/\/[\w.]+:\d+)/,
      }),
    request: createPodRequest(token),
    sendLoad: (origin) => sendFromEachPod(origin, tokens.slice(0, pods)),
  };
}

/** How many requests are sent to `serve` at the same time. */
const connections = 8;

/**
 * On a busy machine, a cluster's first request waits too long for the issuer's keys, and idle connections are closed while
 * they are reused. Such requests are repeated: only the memory matters.
 */
const maxTries = 10;

async function sendEach(origin: string, waiting: Iterable<LoadRequest | undefined>): Promise<void> {
  for (const request of waiting) {
    for (let tries = 1; request !== undefined; tries++) {
      const problem = await findProblem(origin, request);
      if (problem === undefined) {
        break;
      }
      if (tries === maxTries) {
        throw new CommandError(`serve did not answer ${request.path}: ${problem}`);
      }
    }
  }
}

async function findProblem(origin: string, request: LoadRequest): Promise<string | undefined> {
  const { path, method, headers, body } = request;
  try {
    const response = await fetch(origin + path, { method, headers, body });
    const text = await response.text();
    return response.status === 200 ? undefined : `status ${response.status}, ${text}`;
  } catch (error) {
    return String(error);
  }
}
