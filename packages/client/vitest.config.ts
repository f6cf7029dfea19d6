import { baseOptions } from "@eks-auth/test-kit/vitest";
import type { ViteUserConfig } from "vitest/config";
import { packageInfoAlias } from "./generated-imports.ts";

const config: ViteUserConfig = {
  test: {
    ...baseOptions("vitest"),
    projects: [
      {
        extends: true,
        // Hand-written tests. They import the package by its name and so see dist, as users do.
        test: { name: "package", include: ["test/*.test.ts"] },
      },
      {
        extends: true,
        // The generator's own protocol tests, which import src/gen.
        resolve: { alias: packageInfoAlias },
        test: {
          name: "protocol",
          include: ["test/gen/*.spec.ts"],
          // They compare strictly where `expect` is a global, and with `==` where it isn't.
          globals: true,
          // They are about the wire format: waiting between the retries of a modelled error proves nothing.
          env: { AWS_MAX_ATTEMPTS: "1" },
        },
      },
    ],
  },
};

export default config;
