import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { ProgramProcess } from "../../measure/program-process.ts";
import { type Summary, summarize } from "../../measure/statistics.ts";
import { startAgentProgram } from "../program/start-agent-program.ts";
import { type Variant, variants } from "../program/variants.ts";
import type { Surroundings } from "../surroundings.ts";
import { askEach } from "./ask-each.ts";

const idleProgram = fileURLToPath(new URL("../program/idle.js", import.meta.url));

/** Resident sets, in bytes. */
export interface MemoryResult {
  readonly pods: number;
  /** Node.js with a program that does nothing. */
  readonly node: Summary;
  readonly agents: readonly AgentMemory[];
}

/** The resident sets of an agent, in bytes. */
export interface AgentMemory {
  readonly variant: Variant;
  /** When it listens. */
  readonly listening: Summary;
  /** When it keeps the credentials of all pods. */
  readonly holding: Summary;
}

/** How much is measured. */
export interface MemoryPlan {
  /** Pods that ask, once each. */
  readonly pods: number;
  /** Fresh processes for each figure. */
  readonly runs: number;
  /** How long a process is left alone before its memory is read, in milliseconds. */
  readonly settleMs: number;
}

/**
 * Measures the memory of agents as they are: nobody has them collect garbage.
 *
 * @param show - is told what happens
 */
export async function measureMemory(
  surroundings: Surroundings,
  plan: MemoryPlan,
  show: (step: string) => void,
): Promise<MemoryResult> {
  show("Memory of Node.js alone");
  const node = await repeat(plan.runs, () => readIdle(plan));
  const agents: AgentMemory[] = [];
  for (const variant of variants) {
    show(`Memory of ${variant.title} with ${plan.pods} pods`);
    const runs = await repeat(plan.runs, () => readAgent(variant, surroundings, plan));
    agents.push({
      variant,
      listening: summarize(runs.map(({ listening }) => listening)),
      holding: summarize(runs.map(({ holding }) => holding)),
    });
  }
  return { pods: plan.pods, node: summarize(node), agents };
}

async function readIdle({ settleMs }: MemoryPlan): Promise<number> {
  await using program = await ProgramProcess.start({
    name: "Node.js",
    args: [idleProgram],
    env: {},
    upPattern: /^up$/m,
  });
  await setTimeout(settleMs);
  return await program.readResidentSet();
}

async function readAgent(
  variant: Variant,
  { endpoint, tokens }: Surroundings,
  { pods, settleMs }: MemoryPlan,
): Promise<{ listening: number; holding: number }> {
  await using program = await startAgentProgram(variant, endpoint, true);
  await setTimeout(settleMs);
  const listening = await program.readResidentSet();
  await askEach(program.origin, tokens.slice(0, pods));
  await setTimeout(settleMs);
  return { listening, holding: await program.readResidentSet() };
}

async function repeat<Result>(times: number, run: () => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let time = 0; time < times; time++) {
    results.push(await run());
  }
  return results;
}
