import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { validator } from "hono/validator";
import { z } from "zod";
import type { CreateServer } from "../create-server.ts";

const paramsSchema = z.object({
  clusterName: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[0-9A-Za-z][A-Za-z0-9\-_]*$/),
});

const bodySchema = z.object({
  token: z
    .string()
    .min(1)
    .regex(/^[A-Za-z0-9-_=]+\.[A-Za-z0-9-_=]+\.[A-Za-z0-9-_=]+$/),
});

/** Hono with zod schemas for the path and the body. */
export const createServer: CreateServer = (assumeRole) => {
  const app = new Hono();
  app.post(
    "/clusters/:clusterName/assume-role-for-pod-identity",
    bodyLimit({ maxSize: 262_144 }),
    validator("param", (value, context) => {
      const params = paramsSchema.safeParse(value);
      return params.success ? params.data : context.json({ message: z.prettifyError(params.error) }, 400);
    }),
    validator("json", (value, context) => {
      const body = bodySchema.safeParse(value);
      return body.success ? body.data : context.json({ message: z.prettifyError(body.error) }, 400);
    }),
    async (context) => {
      const output = await assumeRole({ ...context.req.valid("param"), ...context.req.valid("json") });
      context.header("x-amzn-requestid", randomUUID());
      return context.json({
        ...output,
        credentials: { ...output.credentials, expiration: output.credentials.expiration.getTime() / 1000 },
      });
    },
  );
  return createAdaptorServer({ fetch: app.fetch }) as Server;
};
