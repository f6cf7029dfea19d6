import { setTimeout } from "node:timers/promises";
import { makeAssociation } from "../../src/kubernetes/associations.ts";
import {
  associationResource,
  type Target,
  targetVariable,
  type WatcherMessage,
} from "../../src/kubernetes/target.ts";
import { StallMeter } from "./stall-meter.ts";

/** The part of an association that is used here. */
export interface WatchedAssociation {
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
  readonly spec?: { readonly serviceAccount?: string; readonly roleArn?: string };
}

/**
 * Follows all associations.
 *
 * @param onSet - is called with each that was added or changed
 * @returns when all were received once
 */
export type Follow = (target: Target, onSet: (association: WatchedAssociation) => void) => Promise<void>;

/**
 * Measures an informer in this process: the first list, changes one after the other, and a list after the API server was
 * killed and etcd compacted, which ends when the association `marker` is seen.
 */
export async function runWatcher(follow: Follow): Promise<void> {
  const target: Target = JSON.parse(process.env[targetVariable] ?? "");
  const updates = Number(process.argv[2]);
  /** What a store keeps of an association: not the object. */
  const roles = new Map<string, string>();
  let onRole: (role: string) => void = () => {};
  const marker = Promise.withResolvers<void>();
  const stalls = StallMeter.start();
  const startedAt = performance.now();
  await follow(target, ({ metadata, spec }) => {
    const { roleArn = "" } = spec ?? {};
    roles.set(`${metadata?.namespace}/${spec?.serviceAccount}`, roleArn);
    onRole(roleArn);
    if (metadata?.name === "marker") {
      marker.resolve();
    }
  });
  const milliseconds = performance.now() - startedAt;
  // A stall is counted when it is over.
  await setTimeout(50);
  print({
    kind: "synced",
    milliseconds,
    stall: stalls.read(),
    residentBytes: process.memoryUsage.rss(),
  });
  if (roles.size !== target.associations) {
    throw new Error(`${roles.size} associations were received instead of ${target.associations}.`);
  }

  // Not before, so that another client's process does not have it in memory.
  const { openTarget } = await import("../../src/kubernetes/open-target.ts");
  const apiServer = await openTarget(target);
  const times: number[] = [];
  for (let update = 0; update < updates; update++) {
    const association = makeAssociation(update % target.associations, `changed-${process.pid}-${update}`);
    const { namespace } = association.metadata;
    const effective = new Promise<void>((resolve) => {
      onRole = (role) => role === association.spec.roleArn && resolve();
    });
    const sentAt = performance.now();
    const options = { fieldManager: "benchmark", force: true };
    await apiServer.apply({ ...associationResource, namespace }, association, options);
    await effective;
    times.push(performance.now() - sentAt);
  }
  apiServer.close();
  print({ kind: "updated", milliseconds: times });

  stalls.read();
  await marker.promise;
  await setTimeout(50);
  print({ kind: "relisted", stall: stalls.read(), residentBytes: process.memoryUsage.rss() });
}

function print(message: WatcherMessage): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
