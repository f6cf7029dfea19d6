import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

/** Tests that start a server several times. They run with `npm run test:operations`, because they take long. */
export const operationsTests = [
  "test/serve/{audit-log,exit-codes,operating,service-log,stalled-log}.test.ts",
  "test/dev/run-dev.test.ts",
  "test/serve/run-serve{,.callers,.tls}.test.ts",
  "test/upstream/ca-rotation.test.ts",
  "test/webhook/run-webhook.test.ts",
];

export default defineConfig({
  test: {
    ...baseOptions("operations", "verbose"),
    include: operationsTests,
  },
});
