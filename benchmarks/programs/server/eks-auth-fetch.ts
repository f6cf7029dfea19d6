import type { Server } from "node:http";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createFetchHandler } from "@eks-auth/server/fetch";
import { createAdaptorServer } from "@hono/node-server";
import type { CreateServer } from "../create-server.ts";

/**
 * The generated stub as a function from `Request` to `Response`, on the adapter that Hono uses on Node.js. The adapter
 * is part of the measurement; other hosts have other adapters.
 */
export const createServer: CreateServer = (assumeRole) =>
  createAdaptorServer({
    fetch: createFetchHandler(createEKSAuthFrontendHandler({ assumeRoleForPodIdentity: assumeRole })),
  }) as Server;
