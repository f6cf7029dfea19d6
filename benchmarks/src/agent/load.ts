import { CommandError } from "@eks-auth/codegen/terminal";
import { writeAgentResponse } from "../../programs/agent/credentials.ts";
import type { OnProgress } from "../benchmark.ts";
import { compareServers, type LoadPlan, type Server, type ServerLoad } from "../measure/compare-servers.ts";
import type { LoadRequest } from "../measure/load.ts";
import { locateProgram } from "../measure/program-process.ts";
import { ServerProcess } from "../measure/server-process.ts";
import { type AgentEnvironment, createPodRequest } from "./environment.ts";

/** How much load, and from how many pods. */
export interface AgentLoadPlan extends LoadPlan {
  /** Numbers of pods to measure with. The agent caches the credentials of all pods. */
  readonly pods: readonly number[];
}

/** The performance of the servers with a number of pods. */
export interface AgentLoad {
  readonly pods: number;
  readonly servers: readonly ServerLoad[];
}

/** A server under test. */
interface AgentServer extends Server {
  readonly name: "bare-node" | "agent";
  /** The path of its program. */
  readonly program: string;
  readonly listArgs: (environment: AgentEnvironment) => string[];
  /** Whether it rejects an invalid token. */
  readonly checksTokens: boolean;
}

/** The baseline: it responds with the same bytes and does nothing else. */
export const baseline: AgentServer = {
  name: "bare-node",
  title: "bare node:http",
  program: locateProgram("agent/bare-node.ts"),
  listArgs: ({ expiresAt }) => [String(expiresAt)],
  checksTokens: false,
};

/** All servers, in the order of the tables. */
export const agentServers: readonly AgentServer[] = [
  baseline,
  {
    name: "agent",
    title: "@eks-auth/agent",
    program: locateProgram("agent/agent.ts"),
    listArgs: ({ endpoint }) => [endpoint],
    checksTokens: true,
  },
];

/**
 * Compares the servers, with each number of pods.
 *
 * @throws {CommandError} if a server responds wrongly
 */
export async function measureAgentLoad(
  environment: AgentEnvironment,
  plan: AgentLoadPlan,
  onProgress: OnProgress,
): Promise<AgentLoad[]> {
  const loads: AgentLoad[] = [];
  for (const pods of plan.pods) {
    const requests = environment.tokens.slice(0, pods).map(createPodRequest);
    const servers = await compareServers(
      {
        servers: agentServers,
        baseline,
        requests: () => requests,
        start: ({ title, program, listArgs }) => ServerProcess.start(title, program, listArgs(environment)),
        check: (server, origin) => checkServer(server, origin, requests, environment.expiresAt),
      },
      plan,
      (step) => onProgress(`${step}, pods: ${pods}`),
    );
    loads.push({ pods, servers });
  }
  return loads;
}

/**
 * Sends every request once, which also fills the agent's cache, then an invalid token.
 *
 * @throws {CommandError} if a response differs from the expected one in its headers or its bytes
 */
export async function checkServer(
  { title, checksTokens }: AgentServer,
  origin: string,
  requests: readonly LoadRequest[],
  expiresAt: number,
): Promise<void> {
  const body = writeAgentResponse(expiresAt);
  const expected = describeResponse(200, { ...expectedHeaders, "content-length": String(body.length) }, body);
  for (const request of requests) {
    const response = await send(origin, request);
    if (response !== expected) {
      throw new CommandError(
        `${title} responded wrongly. Expected:\n${expected}\nGot:\n${response}\n` +
          "Fix its program in benchmarks/programs/agent/.",
      );
    }
  }
  const isRejected = (await send(origin, createPodRequest("none"))) !== expected;
  if (isRejected !== checksTokens) {
    throw new CommandError(`${title} should ${checksTokens ? "" : "not "}reject an invalid token.`);
  }
}

const expectedHeaders = {
  "cache-control": "no-store",
  connection: "keep-alive",
  "content-type": "application/json",
  "keep-alive": "timeout=30",
};

async function send(origin: string, { method, path, headers }: LoadRequest): Promise<string> {
  const response = await fetch(origin + path, { method, headers });
  const { date: _date, ...others } = Object.fromEntries(response.headers);
  return describeResponse(response.status, others, await response.text());
}

function describeResponse(status: number, headers: Readonly<Record<string, string>>, body: string): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`);
  return `${status}\n${lines.sort().join("")}\n${body}`;
}
