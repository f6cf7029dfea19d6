import { randomUUID } from "node:crypto";
import type { AssumeRoleForPodIdentityRequest } from "@eks-auth/types";
import { fastify } from "fastify";
import type { CreateServer } from "../subject.ts";

const text = { type: "string" } as const;

const paramsSchema = {
  type: "object",
  required: ["clusterName"],
  properties: {
    clusterName: { type: "string", minLength: 1, maxLength: 100, pattern: "^[0-9A-Za-z][A-Za-z0-9\\-_]*$" },
  },
};

const bodySchema = {
  type: "object",
  required: ["token"],
  properties: {
    token: {
      type: "string",
      minLength: 1,
      pattern: "^[A-Za-z0-9\\-_=]+\\.[A-Za-z0-9\\-_=]+\\.[A-Za-z0-9\\-_=]+$",
    },
  },
};

/** An object whose members must all be there. */
function describeObject(properties: Record<string, object>): object {
  return { type: "object", required: Object.keys(properties), properties };
}

const answerSchema = describeObject({
  subject: describeObject({ namespace: text, serviceAccount: text }),
  audience: text,
  podIdentityAssociation: describeObject({ associationArn: text, associationId: text }),
  assumedRoleUser: describeObject({ arn: text, assumeRoleId: text }),
  credentials: describeObject({
    sessionToken: text,
    secretAccessKey: text,
    accessKeyId: text,
    expiration: { type: "number" },
  }),
});

/** Fastify with JSON schemas for the path, the body and the answer. */
export const createServer: CreateServer = async (assumeRole) => {
  const app = fastify({
    bodyLimit: 262_144,
    genReqId: () => randomUUID(),
    // Its own setting turns a number into the string that a schema asks for.
    ajv: { customOptions: { coerceTypes: false } },
    // Beyond its own limit of 100 the router would answer, with 414.
    routerOptions: { maxParamLength: 1_000 },
  });
  app.post<{
    Params: Pick<AssumeRoleForPodIdentityRequest, "clusterName">;
    Body: Pick<AssumeRoleForPodIdentityRequest, "token">;
  }>(
    "/clusters/:clusterName/assume-role-for-pod-identity",
    { schema: { params: paramsSchema, body: bodySchema, response: { 200: answerSchema } } },
    async (request, reply) => {
      const output = await assumeRole({ clusterName: request.params.clusterName, token: request.body.token });
      reply.header("x-amzn-requestid", request.id);
      return {
        ...output,
        credentials: { ...output.credentials, expiration: output.credentials.expiration.getTime() / 1000 },
      };
    },
  );
  await app.ready();
  return app.server;
};
