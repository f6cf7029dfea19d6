import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/associations/write/durability.test.ts"],
    env: { EKS_AUTH_DURABLE_WRITES: "1000" },
    reporters: ["verbose", ["json", { outputFile: ".reports/durability.json" }]],
  },
});
