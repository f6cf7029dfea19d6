import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { AssociationIndex } from "../../../src/associations/association-index.ts";
import { checkResourceInput } from "../../../src/associations/kubernetes/resource-input.ts";
import {
  type AssociationResource,
  compareResources,
  namesOfResource,
  selectResource,
} from "../../../src/associations/kubernetes/resource-precedence.ts";
import { type AssociationNames, associationKey } from "../../../src/associations/precedence.ts";
import { namesArbitrary } from "./names-arbitrary.ts";

const roleArn = "arn:aws:iam::111122223333:role/a";

interface Options {
  readonly name?: string;
  readonly createdAt?: number;
  readonly clusterWide?: boolean;
}

/** Creates a resource; `createdAt` is in seconds. */
function create(
  { namespace, serviceAccount }: AssociationNames,
  { name = "a", createdAt = 0, clusterWide = false }: Options = {},
): AssociationResource {
  const metadata = {
    name,
    uid: name,
    resourceVersion: "1",
    creationTimestamp: new Date(createdAt * 1000).toISOString().replace(".000", ""),
  };
  return clusterWide
    ? { metadata, spec: { namespace, serviceAccount, roleArn } }
    : { metadata: { ...metadata, namespace }, spec: { serviceAccount, roleArn } };
}

const cart = { namespace: "shop", serviceAccount: "cart" };

describe("of resources for the same names", () => {
  it.each([
    ["the oldest", create(cart, { name: "b" }), create(cart, { name: "a", createdAt: 1 })],
    ["the first by name", create(cart, { name: "a", clusterWide: true }), create(cart, { name: "b" })],
    ["the namespaced one", create(cart), create(cart, { clusterWide: true })],
  ])("%s is used", (_text, used, other) => {
    expect([other, used].sort(compareResources)).toEqual([used, other]);
    expect(selectResource([other, used], cart)).toBe(used);
  });
});

it("selects nothing if nothing matches", () => {
  expect(selectResource([create(cart)], { ...cart, namespace: "till" })).toBeUndefined();
  // A PodIdentityAssociation covers only its own namespace.
  expect(selectResource([create({ namespace: "shop", serviceAccount: "*" })], cart)).toBeDefined();
});

test("selects as the store of a file does", async () => {
  const pods = fc.record({
    namespace: fc.string({ unit: fc.constantFrom(..."ab0-"), minLength: 1, maxLength: 4 }),
    serviceAccount: fc.string({ unit: fc.constantFrom(..."ab0-"), minLength: 1, maxLength: 4 }),
  });
  const lists = fc.uniqueArray(namesArbitrary, { selector: associationKey, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(lists, pods, async (list, pod) => {
      const index = new AssociationIndex(list.map((names) => checkResourceInput({ ...names, roleArn })));
      const found = await index.find(pod.namespace, pod.serviceAccount);
      const selected = selectResource(
        list.map((names) => create(names, { clusterWide: true })),
        pod,
      );
      expect(selected && associationKey(namesOfResource(selected))).toBe(found && associationKey(found));
    }),
  );
});
