import { createServer, type Server } from "node:http";
import { createEKSAuthFrontendHandler, type EKSAuthFrontendService } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";

/** Makes the server of every subject: the stub on `node:http`, which calls an implementation. */
export function serveImplementation(implementation: EKSAuthFrontendService): Server {
  return createServer(createNodeListener(createEKSAuthFrontendHandler(implementation)));
}
