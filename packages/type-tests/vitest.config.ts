import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    ...baseOptions("vitest"),
    // Nothing runs: the compiler is the judge.
    typecheck: { enabled: true, only: true, include: ["test/**/*.test-d.ts"], tsconfig: "tsconfig.json" },
  },
});
