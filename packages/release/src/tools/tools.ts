import type { Tool } from "./install-tool.ts";

/** The registry that releases are rehearsed on. */
export const verdaccio: Tool = {
  name: "verdaccio",
  version: "6.10.4",
  // It asks for `node-fetch@cjs`, a tag that not every mirror has.
  overrides: { "node-fetch": "2.7.0" },
};

/** The Node.js versions that the packages are tried on: the oldest promised, and the newest of each line in use. */
export const nodeVersions: readonly Tool[] = ["22.12.0", "24.21.0", "26.10.0"].map((version) => ({
  name: "node",
  version,
  needsScript: true,
}));

/** The TypeScript versions that the declarations are tried with. */
export const typeScriptVersions: readonly Tool[] = ["5.4.5", "5.9.3", "6.0.3", "7.0.2"].map((version) => ({
  name: "typescript",
  version,
}));

/** The engines beside Node.js that the client and the stub are tried on. */
export const bun: Tool = { name: "bun", version: "1.4.5", needsScript: true };
export const deno: Tool = { name: "deno", version: "2.9.6", needsScript: true };
export const workerd: Tool = { name: "workerd", version: "1.20261117.1", needsScript: true };

/** Drives a browser; brings none along. */
export const playwright: Tool = { name: "playwright-core", version: "1.65.1" };
