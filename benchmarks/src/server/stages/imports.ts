import { measureImport } from "../../measure/import-time.ts";
import { orderRound } from "../../measure/rounds.ts";
import { type Summary, summarize } from "../../measure/statistics.ts";
import type { Plan } from "../plan.ts";
import type { Subject } from "../subject.ts";

/** Measures the import of each subject's modules in fresh processes, in turns; milliseconds. */
export async function measureImports(
  subjects: readonly Subject[],
  plan: Plan,
): Promise<Map<Subject, Summary>> {
  const times = new Map(subjects.map((subject) => [subject, [] as number[]]));
  for (let round = 0; round < plan.imports; round++) {
    for (const [subject, list] of orderRound([...times], round)) {
      list.push(await measureImport(subject.modules));
    }
  }
  return new Map([...times].map(([subject, list]) => [subject, summarize(list)]));
}
