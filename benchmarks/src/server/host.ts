/**
 * A program: serves a subject, and says how that goes. Its argument is the path of the subject's module.
 */
import { pathToFileURL } from "node:url";
import { hostServer } from "../measure/host-server.ts";
import { goodOutput } from "../sample/output.ts";
import type { CreateServer } from "./subject.ts";

const { createServer }: { createServer: CreateServer } = await import(
  pathToFileURL(process.argv[2] ?? "").href
);
await hostServer(await createServer(async () => goodOutput));
