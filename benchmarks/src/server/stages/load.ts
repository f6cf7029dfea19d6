import { compareLoad, type LoadResult } from "../../measure/compare-load.ts";
import { checkServer } from "../check/check-server.ts";
import { goodRequest } from "../payload.ts";
import type { Plan } from "../plan.ts";
import { startServer } from "../start-server.ts";
import type { Subject } from "../subject.ts";
import { baseline } from "../subjects.ts";

/**
 * Measures the subjects in turns, all of their servers up and warm.
 *
 * @param show - is told what happens
 * @throws CommandError where a subject gives a wrong answer
 */
export function measureLoad(
  subjects: readonly Subject[],
  plan: Plan,
  show: (step: string) => void,
): Promise<Map<Subject, LoadResult>> {
  return compareLoad(
    {
      subjects,
      baseline,
      requests: [goodRequest],
      start: startServer,
      check: ({ title }, origin) => checkServer(title, origin),
    },
    plan,
    show,
  );
}
