import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { officialServerFile, officialSubjectFile, prepareOfficialServer } from "./official/prepare.ts";
import type { Subject } from "./subject.ts";

/** The subject that all others are compared to. */
export const baseline: Subject = {
  name: "bare-node",
  title: "bare node:http",
  file: locate("bare-node/create-server.ts"),
  modules: [],
  prepare: prepareNothing,
};

/** All servers that are measured side by side, as tables have them. */
export const subjects: readonly Subject[] = [
  baseline,
  {
    name: "eks-auth-node",
    title: "@eks-auth/server/node",
    file: locate("eks-auth-node.ts"),
    modules: ["@eks-auth/server", "@eks-auth/server/node"],
    prepare: prepareNothing,
  },
  {
    name: "eks-auth-fetch",
    title: "@eks-auth/server/fetch, @hono/node-server",
    file: locate("eks-auth-fetch.ts"),
    modules: ["@eks-auth/server", "@eks-auth/server/fetch", "@hono/node-server"],
    prepare: prepareNothing,
  },
  {
    name: "fastify",
    title: `Fastify ${readVersion("fastify")}, JSON schemas`,
    file: locate("fastify.ts"),
    modules: ["fastify"],
    prepare: prepareNothing,
  },
  {
    name: "hono",
    title: `Hono ${readVersion("hono")}, zod ${readVersion("zod")}`,
    file: locate("hono.ts"),
    modules: ["hono", "hono/body-limit", "hono/validator", "@hono/node-server", "zod"],
    prepare: prepareNothing,
  },
  {
    name: "official",
    title: "official generated server",
    file: officialSubjectFile,
    modules: [pathToFileURL(officialServerFile).href],
    prepare: prepareOfficialServer,
  },
];

function locate(file: string): string {
  return fileURLToPath(new URL(`./subjects/${file}`, import.meta.url));
}

async function prepareNothing(): Promise<undefined> {
  return undefined;
}

function readVersion(name: string): string {
  const file = findPackageJSON(name, import.meta.url);
  return file === undefined ? "" : JSON.parse(readFileSync(file, "utf8")).version;
}
