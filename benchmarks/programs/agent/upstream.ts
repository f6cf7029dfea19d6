/**
 * A fake EKS Auth API: the stub, which returns the same credentials to every pod at once. Argument: when they expire, in
 * milliseconds since 1970.
 */
import { hostServer } from "../report-usage.ts";
import { createStubServer } from "../stub-server.ts";
import { createUpstreamResponse } from "./credentials.ts";

const output = createUpstreamResponse(Number(process.argv[2]));
await hostServer(createStubServer({ assumeRoleForPodIdentity: async () => output }));
