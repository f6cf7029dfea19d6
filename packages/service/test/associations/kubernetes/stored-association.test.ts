import fc from "fast-check";
import { expect, test } from "vitest";
import { createEntrySchema, toAssociation } from "../../../src/associations/file/entry.ts";
import { createManifest } from "../../../src/associations/kubernetes/resource-input.ts";
import type { AssociationResource } from "../../../src/associations/kubernetes/resource-precedence.ts";
import { ResourceReader } from "../../../src/associations/kubernetes/stored-association.ts";
import { cluster, roleArn } from "./sample-resources.ts";

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
      const association = toAssociation(entry, cluster);
      const manifest = createManifest(association, { name: "one", clusterWide });
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
      expect(reader.restore(stored)).toEqual(association);
      expect(reader.idOf(stored)).toEqual({ id: association.id, arn: association.arn });
    }),
    { numRuns: 300 },
  );
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
