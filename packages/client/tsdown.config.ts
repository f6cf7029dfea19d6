import type { UserConfig } from "tsdown";
import { browserRuntimeAlias, generatedPath, packageInfoAlias } from "./generated-imports.ts";

/** What both builds share: one ES module made from the generated source, every dependency left as an import. */
const shared: UserConfig = {
  format: "esm",
  dts: false,
  // `.js` for either platform: `"type": "module"` in package.json says which kind it is.
  fixedExtension: false,
  // The documentation is in index.d.ts; once more in each module it would only be weight.
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
