import { defineConfig } from "tsdown";

/** Source files that no entry is, and that run on any platform: the modules of `node` import those of Node.js. */
const sharedModules = /\/src\/(?!index|node\/|.*\/(?:coded-error|trusted-url)\.)[\w/-]+\.ts$/;

export default defineConfig({
  entry: {
    index: "src/index.ts",
    node: "src/node/listener.ts",
    http2: "src/node/http2-listener.ts",
    connections: "src/node/connections.ts",
    fetch: "src/fetch/fetch-handler.ts",
    lambda: "src/lambda/lambda-handler.ts",
    "event-stream": "src/event-stream/index.ts",
    "nfa-pattern": "src/constraints/nfa-pattern.ts",
    "linear-pattern": "src/constraints/linear-pattern.ts",
    "coded-error": "src/errors/coded-error.ts",
    "rate-limits": "src/limits/rate-limits.ts",
    "redact-secrets": "src/redact-secrets.ts",
    "single-flight": "src/single-flight.ts",
    "trusted-url": "src/http/trusted-url.ts",
  },
  fixedExtension: false,
  dts: true,
  // Each file takes time to load, so what entries share is in one file.
  inputOptions: { preserveEntrySignatures: "allow-extension" },
  outputOptions: {
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ name: "core", test: sharedModules, minShareCount: 2 }],
    },
    // The declarations have the documentation. Bundlers need the annotations.
    comments: { annotation: true, jsdoc: false, legal: true },
  },
});
