/** Serves the stub in a Fastify app that has another route. */
import type { Server } from "node:http";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { fastify } from "fastify";
import { service } from "../stub-service.ts";

const listen = createNodeListener(createEKSAuthFrontendHandler(service));

const app = fastify();
app.get("/health", async () => "healthy");
// In a separate scope, so that the rest of the app keeps its parsers.
app.register(async (scope) => {
  scope.removeAllContentTypeParsers();
  // Fastify must not read the body: the stub reads it, within its limits.
  scope.addContentTypeParser("*", (_request, _body, done) => done(null));
  scope.all("/*", async (request, reply) => {
    reply.hijack();
    await listen(request.raw, reply.raw);
  });
});

export const server: Server = app.server;

await app.listen({ host: "127.0.0.1", port: Number(process.env.PORT ?? 8490) });
