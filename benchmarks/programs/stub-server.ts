import { createServer, type Server } from "node:http";
import { createEKSAuthFrontendHandler, type EKSAuthFrontendService } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";

/** Creates a server with the generated stub on `node:http`. */
export function createStubServer(implementation: EKSAuthFrontendService): Server {
  return createServer(createNodeListener(createEKSAuthFrontendHandler(implementation)));
}
