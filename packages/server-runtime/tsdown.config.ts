import { defineConfig } from "tsdown";

/** What most entries share, without the modules that are entries, and without declarations. */
const sharedModules =
  /\/src\/(?:errors\/(?!coded-error)|http\/(?!trusted-url)|limits\/(?!rate-limits)|node\/(?:address-list|pipeline-limiter))[^/]*(?<!\.d)\.ts$/;

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
  // Each file takes time to load, so entries have what they share with smaller ones, and the rest is in few files.
  inputOptions: { preserveEntrySignatures: "allow-extension" },
  outputOptions: {
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ name: "core", test: sharedModules }],
    },
    // The declarations have the documentation. Bundlers need the annotations.
    comments: { annotation: true, jsdoc: false, legal: true },
  },
});
