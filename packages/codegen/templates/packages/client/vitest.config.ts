import type { ViteUserConfig } from "vitest/config";
import { packageInfoAlias } from "./generated-imports.ts";

const config: ViteUserConfig = {
  resolve: { alias: packageInfoAlias },
  test: {
    include: ["test/**/*.{test,spec}.ts"],
    // The generated tests compare strictly if `expect` is a global, otherwise with `==`.
    globals: true,
    // They test the wire format, so waiting between the retries of a modelled error is useless.
    env: { AWS_MAX_ATTEMPTS: "1" },
  },
};

export default config;
