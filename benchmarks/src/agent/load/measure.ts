import { compareLoad, type LoadPlan, type LoadResult } from "../../measure/compare-load.ts";
import { ServerProcess } from "../../measure/server-process.ts";
import type { Surroundings } from "../surroundings.ts";
import { checkServer } from "./check.ts";
import { makeRequest } from "./requests.ts";
import type { Subject } from "./subject.ts";
import { baseline, subjects } from "./subjects.ts";

/** How much load, and from how many pods. */
export interface AgentLoadPlan extends LoadPlan {
  /** Pods that ask in turn, and whose credentials the agent keeps: some numbers of them, one after the other. */
  readonly pods: readonly number[];
}

/** What the rounds showed with some number of pods. */
export interface AgentLoadResult {
  readonly pods: number;
  readonly loads: ReadonlyMap<Subject, LoadResult>;
}

/**
 * Measures the subjects in turns, for each number of pods.
 *
 * @param show - is told what happens
 * @throws CommandError where a subject gives a wrong answer
 */
export async function measureAgentLoad(
  surroundings: Surroundings,
  plan: AgentLoadPlan,
  show: (step: string) => void,
): Promise<AgentLoadResult[]> {
  const results: AgentLoadResult[] = [];
  for (const pods of plan.pods) {
    const requests = surroundings.tokens.slice(0, pods).map(makeRequest);
    const loads = await compareLoad(
      {
        subjects,
        baseline,
        requests,
        start: ({ title, file, listArgs }) => ServerProcess.start(title, file, listArgs(surroundings)),
        check: (subject, origin) => checkServer(subject, origin, requests, surroundings.expiresAt),
      },
      plan,
      (step) => show(`${step}, pods: ${pods}`),
    );
    results.push({ pods, loads });
  }
  return results;
}
