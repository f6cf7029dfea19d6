import configSchema from "@eks-auth/service/schemas/config.schema.json" with { type: "json" };
import { expect, test } from "vitest";
import { clusterPatterns } from "../../src/core/cluster-patterns.ts";

test.for(Object.entries(clusterPatterns))(
  "%s has the pattern of the configuration's schema",
  ([name, pattern]) => {
    const { properties } = configSchema.properties.clusters.items;
    expect(properties).toHaveProperty([name, "pattern"], pattern.source);
  },
);
