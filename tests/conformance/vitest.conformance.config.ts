import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

/** Tests that need Smithy's CLI, which is Java, or much time: `npm run test:conformance`. */
export default defineConfig({
  test: {
    ...baseOptions("conformance"),
    isolate: false,
    include: ["test/official/*.test.ts", "test/fuzz/{fuzz,light-client,round-trips}.test.ts"],
    env: { LONG_FUZZ: "1" },
  },
});
