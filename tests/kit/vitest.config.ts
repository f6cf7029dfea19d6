import { defineConfig } from "vitest/config";
import { baseOptions } from "./src/vitest.ts";

export default defineConfig({
  test: { ...baseOptions("vitest"), include: ["test/**/*.test.ts"] },
});
