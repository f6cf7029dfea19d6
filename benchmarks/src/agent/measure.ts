import { fileURLToPath } from "node:url";
import { startDevCluster } from "@eks-auth/service/dev-cluster";
import { describeMachine } from "../measure/machine.ts";
import { ServerProcess } from "../measure/server-process.ts";
import { listPods } from "../service/load/pods.ts";
import { measureAgentLoad } from "./load/measure.ts";
import { measureMemory } from "./memory/measure.ts";
import type { Plan } from "./plan.ts";
import type { Report } from "./result.ts";
import { measureStart } from "./start/measure.ts";
import type { Surroundings } from "./surroundings.ts";

const upstream = fileURLToPath(new URL("./upstream/host.ts", import.meta.url));

/** As long as AWS's are valid for pods. */
const lifetimeMs = 6 * 60 * 60 * 1000;

/**
 * Measures everything that the plan asks for.
 *
 * @param show - is told what happens
 * @throws CommandError where something that is measured doesn't work
 */
export async function measureAgent(plan: Plan, show: (step: string) => void): Promise<Report> {
  const pods = Math.max(plan.memory.pods, ...plan.load.pods);
  show(`Signing the tokens of ${pods} pods`);
  await using surroundings = await prepareSurroundings(pods);
  const loads = await measureAgentLoad(surroundings, plan.load, show);
  const memory = await measureMemory(surroundings, plan.memory, show);
  show(`Starting each agent ${plan.starts} times`);
  const starts = await measureStart(surroundings, plan.starts);
  return { plan, machine: describeMachine(), loads, memory, starts };
}

/** Signs the tokens of some pods, with RS256 and 2048 bits, and starts the upstream. */
export async function prepareSurroundings(pods: number): Promise<Surroundings & AsyncDisposable> {
  const cluster = await startDevCluster();
  const tokens: string[] = [];
  for (const pod of listPods(pods)) {
    tokens.push(await cluster.mintToken({ ...pod, lifetimeSeconds: lifetimeMs / 1000 }));
  }
  await cluster.stop();
  const expiresAt = Math.ceil(Date.now() / 1000) * 1000 + lifetimeMs;
  const server = await ServerProcess.start("the upstream", upstream, [String(expiresAt)]);
  return {
    tokens,
    endpoint: server.origin,
    expiresAt,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
