import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

/** Tests with more random cases, and more items, than `npm test` has time for: `npm run test:long`. */
export default defineConfig({
  test: {
    ...baseOptions("long"),
    include: ["test/certificates/certificate-manager.test.ts"],
    isolate: false,
    maxWorkers: 1,
    env: { LONG_FUZZ: "1" },
  },
});
