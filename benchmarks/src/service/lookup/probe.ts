/**
 * A program: makes an index of associations and looks up in it, then prints a {@link LookupFigures} as JSON. Its
 * arguments are the shape's name, the number of associations and the number of batches. It needs `--expose-gc`.
 */
import { AssociationIndex } from "@eks-auth/service";
import { makeAssociation } from "../load/make-association.ts";
import { measureNanoseconds } from "./measure-nanoseconds.ts";
import type { LookupFigures } from "./result.ts";
import { shapes } from "./shapes.ts";

const [name, size = "0", batches = "0"] = process.argv.slice(2);
const shape = shapes.find((each) => each.name === name);
if (shape === undefined) {
  throw new Error(`There is no shape ${name}`);
}
const count = Number(size);

const before = readHeap();
const associations = Array.from({ length: count }, (_, index) => makeAssociation(...shape.associate(index)));
const withAssociations = readHeap();
const index = new AssociationIndex(associations);
const withIndex = readHeap();

for (let position = 0; position < count; position += Math.ceil(count / 100)) {
  const [namespace, serviceAccount] = shape.ask(position);
  if ((await index.find(namespace, serviceAccount)) !== associations[position]) {
    throw new Error(`The association ${position} of ${name} was not found`);
  }
}

const texts = new Map(associations.map((each, position) => [shape.ask(position).join("/"), each]));
const ask = (): readonly [string, string] => shape.ask(Math.floor(Math.random() * count));
const [inIndex, inMap] = await measureNanoseconds(
  [
    ([namespace, serviceAccount]) => index.find(namespace, serviceAccount),
    // What the processor's caches do to any look-up.
    async ([namespace, serviceAccount]) => texts.get(`${namespace}/${serviceAccount}`),
  ],
  ask,
  Number(batches),
);
if (inIndex === undefined || inMap === undefined) {
  throw new Error("Nothing was measured");
}
const figures: LookupFigures = {
  index: inIndex,
  map: inMap,
  indexBytes: (withIndex - withAssociations) / count,
  associationBytes: (withAssociations - before) / count,
};
process.stdout.write(JSON.stringify(figures));

function readHeap(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
