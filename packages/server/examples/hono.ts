/** Serves the stub as part of a Hono app, beside a route of the app's own. */
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createFetchHandler } from "@eks-auth/server/fetch";
import { type ServerType, serve } from "@hono/node-server";
import { Hono } from "hono";
import { service } from "./service.ts";

const answer = createFetchHandler(createEKSAuthFrontendHandler(service));

const app = new Hono();
app.get("/health", (context) => context.text("healthy"));
// The raw request: its body must not have been read before.
app.all("*", (context) => answer(context.req.raw));

export const server: ServerType = serve({
  fetch: app.fetch,
  hostname: "127.0.0.1",
  port: Number(process.env.PORT ?? 8490),
});
