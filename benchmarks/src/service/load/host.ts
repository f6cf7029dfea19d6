/**
 * A program: serves a subject, and says how that goes. Its arguments are the path of the subject's module and the URL
 * of the issuer.
 */
import { pathToFileURL } from "node:url";
import { hostServer } from "../../measure/host-server.ts";
import type { CreateServer } from "./subject.ts";

const [file = "", issuer = ""] = process.argv.slice(2);
const { createServer }: { createServer: CreateServer } = await import(pathToFileURL(file).href);
await hostServer(await createServer(issuer));
