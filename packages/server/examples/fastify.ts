/** Serves the stub as part of a Fastify app, beside a route of the app's own. */
import type { Server } from "node:http";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { fastify } from "fastify";
import { service } from "./service.ts";

const listen = createNodeListener(createEKSAuthFrontendHandler(service));

const app = fastify();
app.get("/health", async () => "healthy");
// A scope of its own: the rest of the app keeps its parsers.
app.register(async (scope) => {
  scope.removeAllContentTypeParsers();
  // The body stays unread: the stub reads it, within its limits.
  scope.addContentTypeParser("*", (_request, _body, done) => done(null));
  scope.all("/*", async (request, reply) => {
    reply.hijack();
    await listen(request.raw, reply.raw);
  });
});

export const server: Server = app.server;

await app.listen({ host: "127.0.0.1", port: Number(process.env.PORT ?? 8490) });
