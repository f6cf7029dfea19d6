import type { Server } from "node:http";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createFetchHandler } from "@eks-auth/server/fetch";
import { createAdaptorServer } from "@hono/node-server";
import type { CreateServer } from "../subject.ts";

/**
 * Our stub as a function from `Request` to `Response`, behind the bridge that Hono uses on Node.js. The bridge is part
 * of what is measured; other hosts have their own.
 */
export const createServer: CreateServer = (assumeRole) =>
  createAdaptorServer({
    fetch: createFetchHandler(createEKSAuthFrontendHandler({ assumeRoleForPodIdentity: assumeRole })),
  }) as Server;
