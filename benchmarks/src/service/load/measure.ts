import { fileURLToPath } from "node:url";
import type { DevCluster } from "@eks-auth/service/dev-cluster";
import { compareLoad, type LoadPlan, type LoadResult } from "../../measure/compare-load.ts";
import { ServerProcess } from "../../measure/server-process.ts";
import { checkServer } from "./check.ts";
import { makeRequests } from "./requests.ts";
import type { Subject } from "./subject.ts";
import { baseline, subjects } from "./subjects.ts";

const host = fileURLToPath(new URL("./host.ts", import.meta.url));

/** How much load, and from how many pods. */
export interface ServiceLoadPlan extends LoadPlan {
  /** Pods whose tokens are sent in turn. */
  readonly pods: number;
}

/**
 * Measures the subjects in turns, with the tokens of many pods.
 *
 * @param issuer - signs the tokens, and stays up
 * @param show - is told what happens
 * @throws CommandError where a subject gives a wrong answer
 */
export async function measureServiceLoad(
  issuer: DevCluster,
  plan: ServiceLoadPlan,
  show: (step: string) => void,
): Promise<Map<Subject, LoadResult>> {
  show(`Signing the tokens of ${plan.pods} pods`);
  const requests = await makeRequests(issuer, plan.pods);
  return compareLoad(
    {
      subjects,
      baseline,
      requests,
      start: (subject) => ServerProcess.start(subject.title, host, [subject.file, issuer.issuer]),
      check: (subject, origin) => checkServer(subject, origin, requests),
    },
    plan,
    show,
  );
}
