import fc from "fast-check";
import { expect, test } from "vitest";
import { createEntrySchema, toAssociation } from "../../../src/associations/file/entry.ts";
import { createManifest } from "../../../src/associations/kubernetes/resource-input.ts";
import type { AssociationResource } from "../../../src/associations/kubernetes/resource-precedence.ts";
import { ResourceReader } from "../../../src/associations/kubernetes/stored-association.ts";
import { association, cluster, roleArn } from "./sample-resources.ts";

const reader = new ResourceReader(cluster);
const schema = createEntrySchema(cluster);

const name = fc.constantFrom("shop", "a", "team-1");
const glob = fc.constantFrom("shop", "team-*", "?", "a*b");
const role = fc.constantFrom("cart", "path/to/role", "a+b=c,d.@e").map(roleArn);

const input = fc.record(
  {
    namespace: glob,
    serviceAccount: glob,
    roleArn: role,
    targetRoleArn: role,
    externalId: fc.constant("shop/reports"),
    disableSessionTags: fc.boolean(),
    policy: fc.constant('{ "Statement": [ ] }'),
    durationSeconds: fc.integer({ min: 900, max: 43_200 }),
  },
  { requiredKeys: ["namespace", "serviceAccount", "roleArn"] },
);

test("a resource is the same association as the entry of a file", () => {
  fc.assert(
    fc.property(input, name, fc.boolean(), (values, home, clusterWide) => {
      const entry = schema.validate(clusterWide ? values : { ...values, namespace: home }).value;
      fc.pre(entry !== undefined);
      const expected = toAssociation(entry, cluster);
      const manifest = createManifest(expected, { name: "one", clusterWide });
      const metadata = {
        ...manifest.metadata,
        uid: "1",
        resourceVersion: "1",
        generation: 7,
        creationTimestamp: "2026-11-30T00:00:01Z",
      };
      const stored = reader.read({ ...manifest, metadata } as AssociationResource);
      expect(stored).toMatchObject({ name: "one", generation: 7, createdAt: 1_795_996_801 });
      if (stored.problem !== undefined) {
        throw new Error(stored.problem);
      }
      expect(stored.home).toBe(clusterWide ? undefined : home);
      expect(reader.restore(stored)).toEqual(expected);
      expect(reader.idOf(stored)).toEqual({ id: expected.id, arn: expected.arn });
    }),
    { numRuns: 300 },
  );
});

test("tags are not kept, whatever their size is, and are read from the object", () => {
  const tags = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`key-${at}`, "v".repeat(256)]));
  const resource = association("shop", "cart");
  const annotations = {
    "eks-auth.dev/tags": JSON.stringify(tags),
    "eks-auth.dev/modified-at": "2026-11-30T12:00:00.000Z",
  };
  const object = { ...resource, metadata: { ...resource.metadata, annotations } };
  const stored = reader.readValid(object);
  expect(JSON.stringify(stored).length).toBeLessThan(1_000);
  expect(reader.restoreListed(stored)).not.toHaveProperty("tags");
  const modifiedAt = new Date("2026-11-30T12:00:00Z");
  expect(reader.restoreManaged(stored, object)).toMatchObject({ tags, modifiedAt });
});

test("anything else than a valid resource has a problem, and never throws", () => {
  fc.assert(
    fc.property(fc.anything({ maxDepth: 3 }), fc.anything({ maxDepth: 3 }), (spec, status) => {
      const metadata = {
        name: "one",
        namespace: "shop",
        uid: "1",
        resourceVersion: "1",
        creationTimestamp: "",
      };
      const stored = reader.read({ metadata, spec, status } as never);
      expect(stored.problem).toBeDefined();
      expect(stored.problem?.length).toBeLessThanOrEqual(501);
    }),
    { numRuns: 1000 },
  );
});
