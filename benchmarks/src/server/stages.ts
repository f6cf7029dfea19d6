import type { MemoryUsage } from "../../programs/report-usage.ts";
import type { OnProgress } from "../benchmark.ts";
import { compareServers, type LoadPlan, type LoadResult } from "../measure/compare-servers.ts";
import { type BundleSize, measureBundle, measureImport } from "../measure/imports.ts";
import { sendLoad } from "../measure/load.ts";
import { measureInTurns } from "../measure/rounds.ts";
import { type Summary, summarize } from "../measure/statistics.ts";
import { checkServer } from "./check.ts";
import { sampleRequest } from "./sample-request.ts";
import { baseline, type OperationServer, operationServers, startServer } from "./servers.ts";

/** How much to measure of each server. */
export interface StagesPlan extends LoadPlan {
  /** Numbers of requests after which the memory is read. */
  readonly memoryRequests: readonly [early: number, late: number];
  /** Fresh processes that import each server. */
  readonly imports: number;
}

/** A server with its results, or with the reason why it is not available. */
export type MeasuredServer = AvailableServer | { readonly server: OperationServer; readonly reason: string };

/** A server with its results. */
interface AvailableServer extends ServerResult {
  readonly server: OperationServer;
}

/** The results of a server. */
export interface ServerResult {
  readonly load: LoadResult;
  readonly memoryBytes: MemoryResult;
  readonly importMilliseconds: Summary;
  readonly bundleBytes: BundleSize;
}

/** Memory after the two numbers of requests. */
interface MemoryResult {
  readonly early: MemoryUsage;
  readonly late: MemoryUsage;
}

/** Whether a server was measured. */
export function isAvailable(each: MeasuredServer): each is AvailableServer {
  return !("reason" in each);
}

/**
 * Measures every server that is available: load, imports, memory and bundle.
 *
 * @throws {CommandError} if a server responds wrongly
 */
export async function measureServers(plan: StagesPlan, onProgress: OnProgress): Promise<MeasuredServer[]> {
  const reasons = new Map<OperationServer, string>();
  for (const server of operationServers) {
    onProgress(`Preparing ${server.title}`);
    const reason = await server.prepare?.();
    if (reason !== undefined) {
      reasons.set(server, reason);
    }
  }
  const available = operationServers.filter((server) => !reasons.has(server));
  const loads = await measureLoad(available, plan, onProgress);
  onProgress("Importing the modules of each server in fresh processes");
  const imports = await measureInTurns(available, plan.imports, ({ modules }) => measureImport(modules));
  const measured: MeasuredServer[] = [];
  for (const { server, load } of loads) {
    onProgress(`Memory after ${plan.memoryRequests[1].toLocaleString("en")} requests: ${server.title}`);
    measured.push({
      server,
      load,
      memoryBytes: await measureMemory(server, plan),
      importMilliseconds: summarize(imports.get(server) ?? []),
      bundleBytes: await measureServerBundle(server),
    });
  }
  return [...measured, ...[...reasons].map(([server, reason]) => ({ server, reason }))];
}

/** Compares the servers under load. */
export function measureLoad(
  servers: readonly OperationServer[],
  plan: LoadPlan,
  onProgress: OnProgress,
): ReturnType<typeof compareServers<OperationServer>> {
  return compareServers(
    {
      servers,
      baseline,
      requests: () => [sampleRequest],
      start: startServer,
      check: ({ title }, origin) => checkServer(title, origin),
    },
    plan,
    onProgress,
  );
}

/** Measures the memory of a fresh server after a garbage collection: early and late. */
export async function measureMemory(
  server: OperationServer,
  { memoryRequests: [early, late] }: Pick<StagesPlan, "memoryRequests">,
): Promise<MemoryResult> {
  await using process = await startServer(server);
  await sendLoad(process.origin, [sampleRequest], early);
  const earlyUsage = await process.readMemory();
  await sendLoad(process.origin, [sampleRequest], late - early);
  return { early: earlyUsage, late: await process.readMemory() };
}

/** Bundles the smallest program that serves the operation. */
function measureServerBundle({ file }: OperationServer): Promise<BundleSize> {
  return measureBundle(`
    import { createServer } from ${JSON.stringify(file)};
    const server = await createServer(async () => { throw new Error("Not implemented"); });
    server.listen(8080);
  `);
}
