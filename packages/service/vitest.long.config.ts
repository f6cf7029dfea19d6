import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

/** Tests with more random cases, and more items, than `npm test` has time for: `npm run test:long`. */
export default defineConfig({
  test: {
    ...baseOptions("long"),
    include: [
      "test/associations/association-index.test.ts",
      "test/associations/edit/edit-yaml-list.test.ts",
      "test/associations/edit/edit-yaml-map.test.ts",
      "test/associations/glob-index.test.ts",
      "test/associations/kubernetes/resource-index.test.ts",
      "test/callers/sigv4/signature-callers.random.test.ts",
      "test/credentials/issue-credentials.test.ts",
      "test/files/yaml-document.test.ts",
      "test/token/verify-token.random.test.ts",
    ],
    isolate: false,
    maxWorkers: 1,
    env: { LONG_FUZZ: "1" },
  },
});
