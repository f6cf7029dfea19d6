import { defineConfig, type UserConfig } from "tsdown";
import { builtinModules } from "./bundle/builtin-modules.ts";
import { nameChunk } from "./bundle/chunk-names.ts";
import { esModules } from "./bundle/es-modules.ts";
import { ownSourceMaps } from "./bundle/own-source-maps.ts";
import { planChunks } from "./bundle/plan-chunks.ts";
import { thirdPartyLicenses } from "./bundle/third-party-licenses.ts";
import { withoutChildProcess } from "./bundle/without-child-process.ts";
import { workspaceSources } from "./bundle/workspace-sources.ts";

const entry = {
  start: "src/start.ts",
  testing: "src/testing/index.ts",
  // The service finds it next to the chunk that starts it.
  "association-worker": "../service/src/associations/association-worker.ts",
};
const sources = [workspaceSources(), esModules(), withoutChildProcess()];
const chunkOf = await planChunks({ input: entry, platform: "node", plugins: sources });

/** The published command: everything that it needs, in chunks that are loaded on demand. */
const bundle: UserConfig = {
  entry,
  plugins: [...sources, builtinModules(), ownSourceMaps(), thirdPartyLicenses()],
  fixedExtension: false,
  dts: false,
  sourcemap: true,
  // Everything becomes a part of the bundle. A package that can't be found is an error.
  deps: { alwaysBundle: /./, onlyBundle: false, onlyImport: [] },
  inputOptions: { preserveEntrySignatures: "allow-extension" },
  outputOptions: {
    entryFileNames: "[name].js",
    chunkFileNames: ({ name, facadeModuleId }) => `${facadeModuleId ? nameChunk(facadeModuleId) : name}.js`,
    // Comments would only make it larger; THIRD-PARTY-LICENSES has the licenses.
    comments: false,
    minifyInternalExports: false,
    sourcemapExcludeSources: true,
    codeSplitting: {
      groups: [{ name: (id) => chunkOf.get(id) ?? null }],
      includeDependenciesRecursively: false,
    },
  },
};

/** The types of what tests import. They name no other package. */
const types: UserConfig = {
  entry: { testing: entry.testing },
  fixedExtension: false,
  dts: { emitDtsOnly: true },
  deps: { onlyImport: [] },
};

const config: UserConfig[] = defineConfig([bundle, types]);

export default config;
