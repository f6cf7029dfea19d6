import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    ...baseOptions("vitest"),
    // No test replaces a module or the clock, so files can share what they load.
    isolate: false,
    include: ["test/{clients,readme,node}/**/*.test.ts", "test/sts/iam-guide.test.ts"],
    typecheck: {
      enabled: true,
      checker: join(root, "node_modules/typescript-native/bin/tsc"),
      include: ["test/types/*.test-d.ts"],
      tsconfig: "test/types/tsconfig.json",
    },
  },
});

export default config;
