/**
 * Serves the server that a module creates, and reports its usage. Arguments: the path of the module, which exports
 * `createServer`, and the URL of the issuer of tokens.
 */
import { pathToFileURL } from "node:url";
import { sampleResponse } from "@eks-auth/test-kit/sample-response";
import type { CreateServer } from "./create-server.ts";
import { hostServer } from "./report-usage.ts";

const [file = "", issuer = ""] = process.argv.slice(2);
const { createServer }: { createServer: CreateServer } = await import(pathToFileURL(file).href);
await hostServer(await createServer(async () => sampleResponse, issuer));
