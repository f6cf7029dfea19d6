/** Source files that are mutated, and the tests that should notice it. */
export interface MutationTarget {
  readonly name: string;
  /** The workspace's folder, relative to the root. */
  readonly workspace: string;
  /** Glob patterns of source files, relative to the workspace. */
  readonly sources: readonly string[];
  /** Glob patterns of test files, relative to the workspace. They must not read files of other folders. */
  readonly tests: readonly string[];
}

/** The code that decides who gets credentials, and that keeps one client from stopping the others. */
export const targets: readonly MutationTarget[] = [
  {
    name: "service/token",
    workspace: "packages/service",
    sources: ["src/token/*.ts"],
    tests: ["test/token/*.test.ts"],
  },
  {
    name: "service/keys",
    workspace: "packages/service",
    sources: ["src/keys/*.ts"],
    tests: ["test/keys/*.test.ts"],
  },
  {
    name: "service/rules",
    workspace: "packages/service",
    sources: ["src/associations/association-rules.ts"],
    tests: [
      "test/associations/association-rules.test.ts",
      "test/associations/file/entry.test.ts",
      "test/credentials/session-request.test.ts",
    ],
  },
  {
    name: "server-runtime/limits",
    workspace: "packages/server-runtime",
    sources: ["src/limits/*.ts"],
    tests: ["test/limits/*.test.ts"],
  },
  {
    name: "agent/token",
    workspace: "packages/agent",
    sources: ["src/token/*.ts"],
    tests: ["test/token/*.test.ts"],
  },
  {
    name: "agent/credentials",
    workspace: "packages/agent",
    sources: ["src/credentials/*.ts"],
    tests: ["test/credentials/*.test.ts"],
  },
  {
    name: "agent/host",
    workspace: "packages/agent",
    sources: ["src/endpoint/credentials-request.ts", "src/endpoint/host-check.ts"],
    tests: ["test/endpoint/*.test.ts"],
  },
  {
    name: "agent/limits",
    workspace: "packages/agent",
    sources: ["src/guard/*.ts", "src/core/fair-cache.ts"],
    tests: ["test/guard/*.test.ts", "test/core/fair-cache.test.ts"],
  },
  {
    name: "cli/host",
    workspace: "packages/cli",
    sources: ["src/serve/host-rule.ts"],
    tests: ["test/serve/host-rule.test.ts", "test/serve/api-listener.test.ts"],
  },
];
