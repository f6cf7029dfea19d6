import { defineConfig } from "vitest/config";
import { baseOptions } from "./src/vitest.ts";

export default defineConfig({
  // Tests restore what they replace.
  test: { ...baseOptions("vitest"), include: ["test/**/*.test.ts"], isolate: false },
});
