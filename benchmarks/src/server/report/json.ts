import { describeGoals } from "../../report/goal.ts";
import { describeLoad } from "../../report/load-json.ts";
import { judgeGoals } from "../goals.ts";
import type { Measured, Report } from "../result.ts";

/**
 * Makes the document that `--json` prints. The ratios to bare `node:http` are what to compare between machines;
 * times are in the unit that their names end with, sizes in bytes.
 */
export function describeReport(report: Report): object {
  return {
    benchmark: "server",
    plan: report.plan,
    machine: report.machine,
    servers: Object.fromEntries(report.measured.map((each) => [each.subject.name, describeServer(each)])),
    generation: report.generation.map((time) =>
      "obstacle" in time
        ? { title: time.title, available: false, reason: time.obstacle }
        : { title: time.title, available: true, milliseconds: time.milliseconds },
    ),
    goals: describeGoals(judgeGoals(report)),
  };
}

function describeServer(each: Measured): object {
  const { title } = each.subject;
  if ("obstacle" in each) {
    return { title, available: false, reason: each.obstacle };
  }
  const { load, memory, importTime, bundle } = each.result;
  return {
    title,
    available: true,
    ...describeLoad(load),
    memoryBytes: memory,
    importMilliseconds: importTime,
    bundleBytes: bundle,
  };
}
