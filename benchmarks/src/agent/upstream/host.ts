/**
 * A program: the stub in the place of the EKS Auth API. It gives every pod credentials at once; its argument is when they
 * end, in milliseconds since 1970.
 */
import { hostServer } from "../../measure/host-server.ts";
import { serveImplementation } from "../../service/load/serve-implementation.ts";
import { makeOutput } from "./sample-answer.ts";

const output = makeOutput(Number(process.argv[2]));
await hostServer(serveImplementation({ assumeRoleForPodIdentity: async () => output }));
