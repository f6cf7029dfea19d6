import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

/** Tests that send thousands of random messages, which takes long. */
export const longTests = ["test/fuzz/{fuzz,round-trips}.test.ts"];

/** Tests that need Smithy's CLI, which is Java, or much time: `npm run test:conformance`. */
export default defineConfig({
  test: {
    ...baseOptions("conformance"),
    isolate: false,
    include: ["test/official/*.test.ts", "test/fuzz/light-client.test.ts", ...longTests],
    env: { LONG_FUZZ: "1" },
  },
});
