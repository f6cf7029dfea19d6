import { defineConfig } from "vitest/config";
import { baseOptions } from "../../vitest.base.ts";

export default defineConfig({
  test: {
    ...baseOptions("durability", "verbose"),
    include: ["test/associations/write/durability.test.ts"],
    env: { EKS_AUTH_DURABLE_WRITES: "1000" },
  },
});
