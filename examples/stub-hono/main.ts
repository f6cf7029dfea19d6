/** Serves the stub in a Hono app that has another route. */
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createFetchHandler } from "@eks-auth/server/fetch";
import { type ServerType, serve } from "@hono/node-server";
import { Hono } from "hono";
import { service } from "../stub-service.ts";

const handle = createFetchHandler(createEKSAuthFrontendHandler(service));

const app = new Hono();
app.get("/health", (context) => context.text("healthy"));
// The raw request, whose body must not have been read.
app.all("*", (context) => handle(context.req.raw));

export const server: ServerType = serve({
  fetch: app.fetch,
  hostname: "127.0.0.1",
  port: Number(process.env.PORT ?? 8490),
});
