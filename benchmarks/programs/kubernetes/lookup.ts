/**
 * Measures look-ups in the index of association resources, and in that of association files, with the same exact names.
 * Prints a {@link LookupComparison} as JSON. Arguments: the number of associations, the number of batches.
 */
import { AssociationIndex } from "@eks-auth/service";
import { ResourceIndex } from "@eks-auth/service/kubernetes";
import type { LookupComparison } from "../../src/kubernetes/lookups.ts";
import { findQuantile } from "../../src/measure/statistics.ts";
import { shapes } from "../../src/service/lookup-shapes.ts";
import { createAssociation } from "../service/sample-association.ts";

type Find = (namespace: string, serviceAccount: string) => unknown;

/** Look-ups that are timed together: reading the clock takes as long as one of them. */
const batchSize = 16;

const [count = 0, batches = 0] = process.argv.slice(2).map(Number);
const [shape] = shapes;
if (shape === undefined) {
  throw new Error("There are no exact names.");
}
const associations = Array.from({ length: count }, (_, index) =>
  createAssociation(...shape.associate(index)),
);
const files = new AssociationIndex(associations);
const resources = new ResourceIndex();
for (const [index, { namespace, serviceAccount }] of associations.entries()) {
  resources.set({ namespace, serviceAccount, home: namespace, name: `association-${index}`, createdAt: 0 });
}
const failOnLimit = (): never => {
  throw new Error("A look-up took too long.");
};
const finds: Readonly<Record<keyof LookupComparison, Find>> = {
  filesNanoseconds: (...names) => files.find(...names),
  resourcesNanoseconds: (...names) => resources.find(...names, failOnLimit),
};
const times = { filesNanoseconds: [] as number[], resourcesNanoseconds: [] as number[] };
// As many batches again warm up first.
for (let batch = -batches; batch < batches; batch++) {
  for (const name of ["filesNanoseconds", "resourcesNanoseconds"] as const) {
    const time = await timeBatch(finds[name]);
    if (batch >= 0) {
      times[name].push(time);
    }
  }
}
const comparison: LookupComparison = {
  filesNanoseconds: findQuantile(times.filesNanoseconds, 0.5),
  resourcesNanoseconds: findQuantile(times.resourcesNanoseconds, 0.5),
};
process.stdout.write(JSON.stringify(comparison));

/** Returns nanoseconds per look-up of random names, which are made before the clock starts. */
async function timeBatch(find: Find): Promise<number> {
  const names = Array.from(
    { length: batchSize },
    () => shape?.lookUp(Math.floor(Math.random() * count)) ?? ["", ""],
  );
  const start = process.hrtime.bigint();
  for (const [namespace, serviceAccount] of names) {
    if ((await find(namespace, serviceAccount)) === undefined) {
      throw new Error(`${namespace}/${serviceAccount} was not found.`);
    }
  }
  return Number(process.hrtime.bigint() - start) / batchSize;
}
