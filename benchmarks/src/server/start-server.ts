import { fileURLToPath } from "node:url";
import { ServerProcess } from "../measure/server-process.ts";
import type { Subject } from "./subject.ts";

const host = fileURLToPath(new URL("./host.ts", import.meta.url));

/** Starts a subject in a process of its own. */
export function startServer(subject: Subject): Promise<ServerProcess> {
  return ServerProcess.start(subject.title, host, [subject.file]);
}
