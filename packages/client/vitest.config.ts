import { baseOptions } from "@eks-auth/test-kit/vitest";
import type { ViteUserConfig } from "vitest/config";
import { packageInfoAlias } from "./generated-imports.ts";

const config: ViteUserConfig = {
  test: {
    ...baseOptions("vitest"),
    // No test replaces a module or a timer.
    isolate: false,
    projects: [
      {
        extends: true,
        // Hand-written tests. They import the package by its name, so they test dist.
        test: { name: "package", include: ["test/*.test.ts"] },
      },
      {
        extends: true,
        // The protocol tests of the official generator, which import src/gen.
        resolve: { alias: packageInfoAlias },
        test: {
          name: "protocol",
          include: ["test/gen/*.spec.ts"],
          // They compare strictly if `expect` is a global, and with `==` if it isn't.
          globals: true,
          // They test the wire format, so they don't wait between the retries of a modelled error.
          env: { AWS_MAX_ATTEMPTS: "1" },
        },
      },
    ],
  },
};

export default config;
