import { startDevCluster } from "@eks-auth/service/dev-cluster";
import { describeMachine } from "../measure/machine.ts";
import { measureServiceLoad } from "./load/measure.ts";
import { measureLookups } from "./lookup/measure.ts";
import { measureMemory } from "./memory/measure.ts";
import type { Plan } from "./plan.ts";
import type { Report } from "./result.ts";
import { startStsStandIn } from "./serve/sts-stand-in.ts";
import { measureStart } from "./start/measure.ts";
import { measureVerification } from "./verification/measure.ts";

/**
 * Measures everything that the plan asks for.
 *
 * @param show - is told what happens
 * @throws CommandError where something that is measured doesn't work
 */
export async function measureService(plan: Plan, show: (step: string) => void): Promise<Report> {
  await using stack = new AsyncDisposableStack();
  const issuer = stack.adopt(await startDevCluster(), (cluster) => cluster.stop());
  const { endpoint: stsEndpoint } = stack.use(await startStsStandIn());
  const surroundings = { issuer, stsEndpoint };
  const loads = await measureServiceLoad(issuer, plan.load, show);
  show("Verifying signatures");
  const verification = await measureVerification(issuer, plan.verification);
  show(`Starting eks-auth serve ${plan.starts} times for each source of credentials`);
  const start = await measureStart(surroundings, plan.starts);
  const memory = await measureMemory(surroundings, plan.memory, show);
  const lookups = await measureLookups(plan.lookups, show);
  return { plan, machine: describeMachine(), loads, verification, start, memory, lookups };
}
