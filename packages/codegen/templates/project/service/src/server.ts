import { createServer, type Server } from "node:http";
import { create__Service__Handler } from "__scope__/server";
import { createNodeListener } from "__scope__/server/node";
import { service } from "./service.ts";

/** Creates the HTTP server. It does not listen yet. */
export function create__Service__Server(): Server {
  return createServer(createNodeListener(create__Service__Handler(service)));
}
