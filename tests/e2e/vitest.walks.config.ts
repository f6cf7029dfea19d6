import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig, type ViteUserConfig } from "vitest/config";

/** Other commands of CI run the same commands: `test:operations`, `test:kubernetes` and `test:install`. */
const followedElsewhere = ["operator", "cluster-owner", "model-owner"];
const isShort = process.env.WALKS_FORM === "short";

const config: ViteUserConfig = defineConfig({
  test: {
    ...baseOptions("walks", "verbose"),
    globalSetup: "src/walks/prepare.ts",
    include: ["test/walks/*.test.ts"],
    exclude: isShort ? followedElsewhere.map((name) => `test/walks/${name}.test.ts`) : [],
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    // Each walk is measured.
    fileParallelism: false,
  },
});

export default config;
