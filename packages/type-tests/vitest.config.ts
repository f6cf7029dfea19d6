import { defineConfig } from "vitest/config";
import { baseOptions } from "../../vitest.base.ts";

export default defineConfig({
  test: {
    ...baseOptions("vitest"),
    // Nothing runs: the compiler is the judge.
    typecheck: { enabled: true, only: true, include: ["test/**/*.test-d.ts"], tsconfig: "tsconfig.json" },
  },
});
