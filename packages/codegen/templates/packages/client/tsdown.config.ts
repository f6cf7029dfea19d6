import type { UserConfig } from "tsdown";
import { browserRuntimeAlias, generatedPath, packageInfoAlias } from "./generated-imports.ts";

/** The settings of both builds: one ES module from the generated source, with dependencies as imports. */
const shared: UserConfig = {
  format: "esm",
  dts: false,
  // `.js` on both platforms, because package.json has `"type": "module"`.
  fixedExtension: false,
  // The documentation is in index.d.ts. Repeating it would only make the modules larger.
  outputOptions: { comments: { jsdoc: false } },
};

const config: UserConfig[] = [
  {
    ...shared,
    name: "node",
    platform: "node",
    entry: { index: generatedPath("index.ts") },
    alias: packageInfoAlias,
    // Both builds export the same names and types, so one declaration file serves both.
    dts: true,
  },
  {
    ...shared,
    name: "browser",
    platform: "browser",
    entry: { "index.browser": generatedPath("index.ts") },
    alias: { ...packageInfoAlias, ...browserRuntimeAlias },
  },
];

export default config;
