import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    ...baseOptions("durability", "verbose"),
    include: ["test/associations/edit/rewrite-file.durability.test.ts"],
    env: { EKS_AUTH_DURABLE_WRITES: "1000" },
  },
});
