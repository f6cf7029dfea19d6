import { createRequire } from "node:module";
import { partition as partitionOfSdk } from "@aws-sdk/util-endpoints";
import { describe, expect, test } from "vitest";
import {
  defaultPartition,
  otherPartitions,
  type Partition,
} from "../../../src/emit/endpoint-rules/partitions.ts";

interface SdkPartitions {
  readonly partitions: readonly { readonly id: string; readonly regions: Readonly<Record<string, object>> }[];
}

// The list itself is no export of a package.
const require = createRequire(createRequire(import.meta.url).resolve("@aws-sdk/util-endpoints"));
const list = require
  .resolve("@aws-sdk/core/package.json")
  .replace("package.json", "dist-es/submodules/client/util-endpoints/lib/aws/partitions.js");
const { partitionsInfo }: { partitionsInfo: SdkPartitions } = await import(list);

test("the partitions are those of the AWS SDK", () => {
  const ids = partitionsInfo.partitions.map(({ id }) => id);
  expect([defaultPartition, ...otherPartitions].map(({ name }) => name)).toEqual(ids);
});

describe.each(partitionsInfo.partitions)("$id", ({ regions }) => {
  test.each([...Object.keys(regions), ...Object.keys(regions).map((region) => region.replace(/\d+$/, "97"))])(
    "the region %s has the attributes that the AWS SDK knows",
    (region) => {
      const { description: _, ...expected } = partitionOfSdk(region) as unknown as Record<string, unknown>;
      const { regions: __, ...attributes } = findPartition(region);
      expect(attributes).toEqual(expected);
    },
  );
});

test("no region is in two partitions", () => {
  const regions = partitionsInfo.partitions.flatMap((partition) => Object.keys(partition.regions));
  for (const region of regions) {
    const matching = otherPartitions.filter((partition) => matches(partition, region));
    expect(matching.length).toBeLessThanOrEqual(1);
  }
});

function findPartition(region: string): Partition {
  return otherPartitions.find((partition) => matches(partition, region)) ?? defaultPartition;
}

function matches({ regions }: Partition, region: string): boolean {
  return new RegExp(`^(${regions})$`).test(region);
}
