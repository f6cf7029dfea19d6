/**
 * Measures lookups in an index of associations and prints a {@link LookupMeasurements} as JSON. Arguments: the name of
 * the shape, the number of associations, the number of batches. Needs `--expose-gc`.
 */
import { AssociationIndex } from "@eks-auth/service";
import { findQuantile } from "../../src/measure/statistics.ts";
import type { LookupMeasurements, LookupTime } from "../../src/service/lookup.ts";
import { type Names, shapes } from "../../src/service/lookup-shapes.ts";
import { createAssociation } from "./sample-association.ts";

type Find = (names: Names) => Promise<unknown>;

/** Lookups that are timed together: reading the clock takes as long as one of them. */
const batchSize = 16;

const [name, size = "0", batches = "0"] = process.argv.slice(2);
const shape = shapes.find((each) => each.name === name);
if (shape === undefined) {
  throw new Error(`There is no shape "${name}".`);
}
const count = Number(size);

const before = readHeap();
const associations = Array.from({ length: count }, (_, index) =>
  createAssociation(...shape.associate(index)),
);
const withAssociations = readHeap();
const index = new AssociationIndex(associations);
const withIndex = readHeap();

for (let position = 0; position < count; position += Math.ceil(count / 100)) {
  if ((await index.find(...shape.lookUp(position))) !== associations[position]) {
    throw new Error(`Association ${position} of shape "${name}" was not found.`);
  }
}

const keys = new Map(associations.map((each, position) => [shape.lookUp(position).join("/"), each]));
const findInIndex: Find = ([namespace, serviceAccount]) => index.find(namespace, serviceAccount);
// Shows how much the processor's caches slow down any lookup.
const findInMap: Find = async ([namespace, serviceAccount]) => keys.get(`${namespace}/${serviceAccount}`);
const [indexTime, mapTime] = await timeLookups([findInIndex, findInMap], Number(batches));
const measurements: LookupMeasurements = {
  indexNanoseconds: indexTime,
  mapNanoseconds: mapTime,
  indexBytesEach: (withIndex - withAssociations) / count,
  associationBytesEach: (withAssociations - before) / count,
};
process.stdout.write(JSON.stringify(measurements));

function readHeap(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** Times batches of lookups with random names, in turns. As many batches again warm up first. */
async function timeLookups(
  [first, second]: readonly [Find, Find],
  batches: number,
): Promise<[LookupTime, LookupTime]> {
  const times: [number[], number[]] = [[], []];
  for (let batch = -batches; batch < batches; batch++) {
    for (const [series, find] of [first, second].entries()) {
      const time = await timeBatch(find);
      if (batch >= 0) {
        times[series]?.push(time);
      }
    }
  }
  return [summarizeTimes(times[0]), summarizeTimes(times[1])];
}

/** Returns nanoseconds per lookup. The names are made before the clock starts. */
async function timeBatch(find: Find): Promise<number> {
  const batch = Array.from(
    { length: batchSize },
    () => shape?.lookUp(Math.floor(Math.random() * count)) as Names,
  );
  const start = process.hrtime.bigint();
  for (const names of batch) {
    await find(names);
  }
  return Number(process.hrtime.bigint() - start) / batch.length;
}

function summarizeTimes(times: readonly number[]): LookupTime {
  return { median: findQuantile(times, 0.5), p99: findQuantile(times, 0.99) };
}
