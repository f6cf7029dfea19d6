import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    ...baseOptions("durability", "verbose"),
    include: ["test/**/*.durability.test.ts"],
  },
});
