import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { pathToFileURL } from "node:url";
import type { Server } from "../measure/compare-servers.ts";
import { locateProgram } from "../measure/program-process.ts";
import { ServerProcess } from "../measure/server-process.ts";
import { officialModuleFile, officialServerFile, prepareOfficialServer } from "./official.ts";

/** A server of the operation under test. */
export interface OperationServer extends Server {
  readonly name:
    | "bare-node"
    | "bare-fetch"
    | "eks-auth-node"
    | "eks-auth-fetch"
    | "fastify"
    | "hono"
    | "official";
  /** The path of its module, which exports a `CreateServer`. */
  readonly file: string;
  /** The modules whose import is timed: the framework without the program that uses it. */
  readonly modules: readonly string[];
  /** Generates what is not in the repository. Returns why the server is not available, or undefined if it is. */
  readonly prepare?: () => Promise<string | undefined>;
}

/** The baseline. */
export const baseline: OperationServer = {
  name: "bare-node",
  title: "bare node:http",
  file: locateProgram("server/bare-node.ts"),
  modules: [],
};

/** All servers, in the order of the tables. */
export const operationServers: readonly OperationServer[] = [
  baseline,
  {
    name: "eks-auth-node",
    title: "@eks-auth/server/node",
    file: locateProgram("server/eks-auth-node.ts"),
    modules: ["@eks-auth/server", "@eks-auth/server/node"],
  },
  {
    name: "eks-auth-fetch",
    title: "@eks-auth/server/fetch, @hono/node-server",
    file: locateProgram("server/eks-auth-fetch.ts"),
    modules: ["@eks-auth/server", "@eks-auth/server/fetch", "@hono/node-server"],
  },
  {
    name: "bare-fetch",
    title: "bare Request and Response, @hono/node-server",
    file: locateProgram("server/bare-fetch.ts"),
    modules: ["@hono/node-server"],
  },
  {
    name: "fastify",
    title: `Fastify ${readVersion("fastify")}, JSON schemas`,
    file: locateProgram("server/fastify.ts"),
    modules: ["fastify"],
  },
  {
    name: "hono",
    title: `Hono ${readVersion("hono")}, zod ${readVersion("zod")}`,
    file: locateProgram("server/hono.ts"),
    modules: ["hono", "hono/body-limit", "hono/validator", "@hono/node-server", "zod"],
  },
  {
    name: "official",
    title: "official generated server",
    file: officialModuleFile,
    modules: [pathToFileURL(officialServerFile).href],
    prepare: prepareOfficialServer,
  },
];

/** Starts a server in a separate process. */
export function startServer({ title, file }: OperationServer): Promise<ServerProcess> {
  return ServerProcess.start(title, locateProgram("serve-module.ts"), [file]);
}

function readVersion(name: string): string {
  const file = findPackageJSON(name, import.meta.url);
  return file === undefined ? "" : JSON.parse(readFileSync(file, "utf8")).version;
}
