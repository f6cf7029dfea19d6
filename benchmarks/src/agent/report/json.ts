import { describeGoals } from "../../report/goal.ts";
import { describeLoad } from "../../report/load-json.ts";
import { judgeGoals } from "../goals.ts";
import type { Report } from "../result.ts";

/**
 * Makes the document that `--json` prints. The ratios are what to compare between machines: CPU time to that of bare
 * `node:http`. Times are in the unit that their names end with, sizes in bytes.
 */
export function describeReport(report: Report): object {
  const { plan, machine, loads, memory, starts } = report;
  return {
    benchmark: "agent",
    plan,
    machine,
    loads: loads.map(({ pods, loads: servers }) => ({
      pods,
      servers: Object.fromEntries(
        [...servers].map(([{ name, title }, load]) => [name, { title, ...describeLoad(load) }]),
      ),
    })),
    memory: {
      pods: memory.pods,
      nodeBytes: memory.node,
      agents: Object.fromEntries(
        memory.agents.map(({ variant: { name, title }, listening, holding }) => [
          name,
          { title, listeningBytes: listening, holdingBytes: holding },
        ]),
      ),
    },
    starts: starts.map(({ variant: { name, title }, isSigned, times }) => ({
      agent: name,
      title,
      signed: isSigned,
      milliseconds: times,
    })),
    goals: describeGoals(judgeGoals(report)),
  };
}
