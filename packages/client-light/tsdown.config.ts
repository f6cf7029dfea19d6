import type { UserConfig } from "tsdown";

/** The settings of both builds: ES modules that contain the runtime, which is no dependency of the package. */
const shared: UserConfig = {
  format: "esm",
  dts: false,
  // `.js` on both platforms, because package.json has `"type": "module"`.
  fixedExtension: false,
  // The documentation is in the declarations. Repeating it would only make the modules larger.
  outputOptions: { comments: { jsdoc: false } },
};

const config: UserConfig[] = [
  {
    ...shared,
    name: "node",
    platform: "node",
    entry: { index: "src/gen/index.ts", "container-credentials": "src/container-credentials.ts" },
    // Both builds export the same names and types, so one declaration file serves both.
    dts: true,
  },
  {
    ...shared,
    name: "fetch",
    platform: "browser",
    entry: { "index.fetch": "src/gen/index.ts" },
  },
];

export default config;
