import { describeMachine } from "../measure/machine.ts";
import { measureGeneration } from "./generation/measure.ts";
import type { Plan } from "./plan.ts";
import type { Measured, Report } from "./result.ts";
import { measureSubjectBundle } from "./stages/bundle.ts";
import { measureImports } from "./stages/imports.ts";
import { measureLoad } from "./stages/load.ts";
import { measureMemory } from "./stages/memory.ts";
import type { Subject } from "./subject.ts";
import { subjects } from "./subjects.ts";

/**
 * Measures everything that the plan asks for.
 *
 * @param show - is told what happens
 * @throws CommandError where a subject or the generator doesn't work
 */
export async function measureServers(plan: Plan, show: (step: string) => void): Promise<Report> {
  show("Generating");
  const generation = await measureGeneration(plan.generations);
  const obstacles = new Map<Subject, string | undefined>();
  for (const subject of subjects) {
    show(`Preparing ${subject.title}`);
    obstacles.set(subject, await subject.prepare());
  }
  const available = subjects.filter((subject) => obstacles.get(subject) === undefined);
  const loads = await measureLoad(available, plan, show);
  show("Importing each subject's modules in fresh processes");
  const importTimes = await measureImports(available, plan);
  const measured: Measured[] = [];
  for (const subject of subjects) {
    const load = loads.get(subject);
    const importTime = importTimes.get(subject);
    if (load === undefined || importTime === undefined) {
      measured.push({ subject, obstacle: obstacles.get(subject) ?? "" });
      continue;
    }
    show(`Memory after ${plan.memoryRequests[1].toLocaleString("en")} requests: ${subject.title}`);
    const memory = await measureMemory(subject, plan);
    const bundle = await measureSubjectBundle(subject);
    measured.push({ subject, result: { load, memory, importTime, bundle } });
  }
  return { plan, machine: describeMachine(), measured, generation };
}
