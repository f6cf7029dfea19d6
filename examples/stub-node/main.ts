/** Serves the stub with `node:http`: `node main.ts`, or `PORT=8080 node main.ts`. */
import { createServer, type Server } from "node:http";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener, limitConnections } from "@eks-auth/server/node";
import { service } from "../stub-service.ts";

const handler = createEKSAuthFrontendHandler(service);

export const server: Server = createServer(createNodeListener(handler));
// So that a client with many or slow connections doesn't keep out the others.
limitConnections(server);
server.listen(Number(process.env.PORT ?? 8490), "127.0.0.1");
