import { measureStarts, parseTrace, timeStartup, traceStart } from "../measure/startup.ts";
import type { Summary } from "../measure/statistics.ts";
import { createTokenRequest, type ServiceEnvironment, signTokens } from "./environment.ts";
import {
  type CredentialSource,
  configName,
  credentialSources,
  nameCluster,
  startServe,
  writeServeFolder,
} from "./serve.ts";

/** The total of a start, its parts in their order, and the CPU time of the process until it ended. */
type ServeStartTimes<Time> = Readonly<
  Record<"total" | "node" | "imports" | "listening" | "answer" | "cpu", Time>
>;

/** How long the start takes, by credential issuer, in milliseconds. */
export type ServeStart = Readonly<Record<CredentialSource, ServeStartTimes<Summary>>>;

/**
 * Measures the start of `eks-auth serve` with one cluster, for each credential issuer.
 *
 * @param starts - how many starts of each
 * @throws {CommandError} if the first request fails
 */
export async function measureServeStart(
  { issuer, stsEndpoint }: ServiceEnvironment,
  starts: number,
): Promise<ServeStart> {
  await using resources = new AsyncDisposableStack();
  const [token = ""] = await signTokens(issuer, 1);
  const configFiles = new Map<CredentialSource, string>();
  for (const credentials of credentialSources) {
    const options = { credentials, issuer: issuer.issuer, stsEndpoint, clusters: 1, associations: 10 };
    configFiles.set(credentials, resources.use(await writeServeFolder(options)).resolve(configName));
  }
  // The first start of each, which is not counted, also creates the embedded issuer's key.
  const times = await measureStarts(credentialSources, starts, (source) =>
    startOnce(configFiles.get(source) ?? "", token),
  );
  return Object.fromEntries(times) as ServeStart;
}

async function startOnce(configFile: string, token: string): Promise<ServeStartTimes<number>> {
  const { spawned, ready, responded, trace } = await timeStartup(
    () => startServe(configFile, traceConfigRead(configFile)),
    createTokenRequest(nameCluster(0), token),
  );
  const { started, imported, cpu } = parseTrace(trace, ["started", "imported", "cpu"]);
  return {
    total: responded - spawned,
    node: started - spawned,
    imports: imported - started,
    listening: ready - imported,
    answer: responded - ready,
    cpu: cpu / 1000,
  };
}

/** Records when all is imported: the program then reads its configuration first. */
function traceConfigRead(configFile: string): string[] {
  return traceStart(`
    import files from "node:fs/promises";
    import { syncBuiltinESMExports } from "node:module";
    const { open } = files;
    files.open = (path, ...options) => {
      if (path === ${JSON.stringify(configFile)}) {
        record("imported");
        files.open = open;
        syncBuiltinESMExports();
      }
      return open(path, ...options);
    };
    syncBuiltinESMExports();
  `);
}
