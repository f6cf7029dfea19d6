import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { CommandError } from "@eks-auth/codegen/terminal";
import type { OnProgress } from "../benchmark.ts";
import { locateProgram, ProgramProcess } from "../measure/program-process.ts";
import { type Summary, summarize, summarizeParts } from "../measure/statistics.ts";
import { type AgentProgram, agentPrograms, startAgentProgram } from "./agent-program.ts";
import { type AgentEnvironment, createPodRequest } from "./environment.ts";

/** Resident sets in bytes, without a forced garbage collection: what an operator sees. */
export interface AgentMemory {
  readonly pods: number;
  /** Node.js with an idle program. */
  readonly nodeBytes: Summary;
  readonly agents: readonly {
    readonly program: AgentProgram;
    /** As soon as it listens. */
    readonly listeningBytes: Summary;
    /** With the credentials of all pods in its cache. */
    readonly holdingBytes: Summary;
  }[];
}

/** How much to measure. */
export interface AgentMemoryPlan {
  /** Pods that send one request each. */
  readonly pods: number;
  /** Fresh processes for each value. */
  readonly runs: number;
  /** How long to wait before the memory is read, in milliseconds. */
  readonly settleMs: number;
}

/** How many pods send their requests at the same time. */
const concurrency = 8;

/** Measures the memory of Node.js and of the agents. */
export async function measureAgentMemory(
  environment: AgentEnvironment,
  plan: AgentMemoryPlan,
  onProgress: OnProgress,
): Promise<AgentMemory> {
  onProgress("Memory of Node.js");
  const nodeBytes = await repeat(plan.runs, () => readIdle(plan));
  const agents: AgentMemory["agents"][number][] = [];
  for (const program of agentPrograms) {
    onProgress(`Memory of ${program.title} with ${plan.pods} pods`);
    const runs = await repeat(plan.runs, () => readAgent(program, environment, plan));
    agents.push({ program, ...summarizeParts(runs) });
  }
  return { pods: plan.pods, nodeBytes: summarize(nodeBytes), agents };
}

async function readIdle({ settleMs }: AgentMemoryPlan): Promise<number> {
  await using program = await ProgramProcess.start({
    args: [locateProgram("agent/idle.js")],
    readyPattern: /^up$/m,
  });
  await setTimeout(settleMs);
  return await program.readResidentSet();
}

async function readAgent(
  agent: AgentProgram,
  { endpoint, tokens }: AgentEnvironment,
  { pods, settleMs }: AgentMemoryPlan,
): Promise<{ listeningBytes: number; holdingBytes: number }> {
  await using program = await startAgentProgram(agent, endpoint, true);
  await setTimeout(settleMs);
  const listeningBytes = await program.readResidentSet();
  await sendFromEachPod(program.origin, tokens.slice(0, pods));
  await setTimeout(settleMs);
  return { listeningBytes, holdingBytes: await program.readResidentSet() };
}

/** Sends one request per pod, each from another loopback address, so that no rate limit applies. Needs Linux. */
export async function sendFromEachPod(origin: string, tokens: readonly string[]): Promise<void> {
  const waiting = tokens.entries();
  async function sendNext(): Promise<void> {
    for (const [pod, token] of waiting) {
      await send(origin, token, `127.1.${pod >> 8}.${pod & 255}`);
    }
  }
  await Promise.all(Array.from({ length: concurrency }, sendNext));
}

async function send(origin: string, token: string, localAddress: string): Promise<void> {
  const { method, path, headers } = createPodRequest(token);
  const outgoing = request(origin + path, { method, headers, localAddress, agent: false }).end();
  const [response] = (await once(outgoing, "response")) as [IncomingMessage];
  const body = await text(response);
  if (response.statusCode !== 200) {
    throw new CommandError(`The agent responded with status ${response.statusCode}: ${body}`);
  }
}

async function repeat<Result>(times: number, run: () => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let time = 0; time < times; time++) {
    results.push(await run());
  }
  return results;
}
