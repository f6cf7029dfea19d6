import type { OnProgress } from "../benchmark.ts";
import { locateProgram, ProgramProcess } from "../measure/program-process.ts";
import { findQuantile, type Summary, summarizeParts } from "../measure/statistics.ts";
import { makeAssociation } from "./associations.ts";
import { type KubernetesEnvironment, lastNamespace } from "./environment.ts";
import { loseVersions } from "./lose-versions.ts";
import { targetVariable, type WatcherMessage } from "./target.ts";

/** A program that follows all associations. */
export interface WatcherProgram {
  readonly name: string;
  readonly title: string;
}

/** The programs, the product's first. */
export const watcherPrograms: readonly WatcherProgram[] = [
  { name: "eks-auth", title: "@eks-auth/kubernetes" },
  { name: "client-node", title: "@kubernetes/client-node 2.0.1" },
];

/** How much to measure. */
export interface WatcherPlan {
  /** Processes of each program. */
  readonly runs: number;
  /** Changes that each process waits for. */
  readonly updates: number;
}

type Part =
  | "syncMilliseconds"
  | "syncStallMilliseconds"
  | "syncStallCpuMilliseconds"
  | "syncBytes"
  | "relistStallMilliseconds"
  | "relistStallCpuMilliseconds"
  | "relistBytes"
  | "updateP50Milliseconds"
  | "updateP99Milliseconds";

/** The measurements of a program. */
export type WatcherResult = { readonly program: WatcherProgram } & Readonly<Record<Part, Summary>>;

/** Measures each program in fresh processes, in turns. */
export async function measureWatchers(
  environment: KubernetesEnvironment,
  { runs, updates }: WatcherPlan,
  onProgress: OnProgress,
): Promise<WatcherResult[]> {
  const samples = new Map(watcherPrograms.map((program) => [program, [] as Record<Part, number>[]]));
  for (let run = 0; run < runs; run++) {
    for (const program of watcherPrograms) {
      onProgress(`Following the associations: ${program.title}, ${run + 1} of ${runs}`);
      samples.get(program)?.push(await measureOnce(environment, program, updates));
    }
  }
  return [...samples].map(([program, parts]) => ({ program, ...summarizeParts(parts) }));
}

async function measureOnce(
  { controlPlane, target }: KubernetesEnvironment,
  { name }: WatcherProgram,
  updates: number,
): Promise<Record<Part, number>> {
  await using watcher = await ProgramProcess.start({
    args: [locateProgram(`kubernetes/${name}.ts`), String(updates)],
    env: { [targetVariable]: JSON.stringify(target) },
    readyPattern: /"kind":"updated".*\n/,
  });
  const { kubectl } = controlPlane;
  await loseVersions(controlPlane);
  const marker = { ...makeAssociation(0), metadata: { name: "marker", namespace: lastNamespace } };
  await kubectl.create(marker);
  await watcher.waitFor(/"kind":"relisted".*\n/);
  await kubectl.run("delete", "podidentityassociation", "marker", "--namespace", lastNamespace);
  const messages = watcher.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as WatcherMessage);
  const synced = requireMessage(messages, "synced");
  const updated = requireMessage(messages, "updated");
  const relisted = requireMessage(messages, "relisted");
  return {
    syncMilliseconds: synced.milliseconds,
    syncStallMilliseconds: synced.stall.elapsedMilliseconds,
    syncStallCpuMilliseconds: synced.stall.cpuMilliseconds,
    syncBytes: synced.residentBytes,
    relistStallMilliseconds: relisted.stall.elapsedMilliseconds,
    relistStallCpuMilliseconds: relisted.stall.cpuMilliseconds,
    relistBytes: relisted.residentBytes,
    updateP50Milliseconds: findQuantile(updated.milliseconds, 0.5),
    updateP99Milliseconds: findQuantile(updated.milliseconds, 0.99),
  };
}

function requireMessage<Kind extends WatcherMessage["kind"]>(
  messages: readonly WatcherMessage[],
  kind: Kind,
): Extract<WatcherMessage, { kind: Kind }> {
  const message = messages.find((each) => each.kind === kind);
  if (message === undefined) {
    throw new Error(`The program did not print ${kind}.`);
  }
  return message as Extract<WatcherMessage, { kind: Kind }>;
}
