import { randomUUID } from "node:crypto";
import type { AssumeRoleForPodIdentityRequest } from "@eks-auth/types";
import { fastify } from "fastify";
import type { CreateServer } from "../create-server.ts";

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

/** Creates the schema of an object with required members. */
function objectSchema(properties: Record<string, object>): object {
  return { type: "object", required: Object.keys(properties), properties };
}

const responseSchema = objectSchema({
  subject: objectSchema({ namespace: text, serviceAccount: text }),
  audience: text,
  podIdentityAssociation: objectSchema({ associationArn: text, associationId: text }),
  assumedRoleUser: objectSchema({ arn: text, assumeRoleId: text }),
  credentials: objectSchema({
    sessionToken: text,
    secretAccessKey: text,
    accessKeyId: text,
    expiration: { type: "number" },
  }),
});

/** Fastify with JSON schemas for the path, the body and the response. */
export const createServer: CreateServer = async (assumeRole) => {
  const app = fastify({
    bodyLimit: 262_144,
    genReqId: () => randomUUID(),
    // Fastify's default converts a number to the string that the schema requires.
    ajv: { customOptions: { coerceTypes: false } },
    // With the default of 100, the router would respond with 414 to a cluster name that is too long.
    routerOptions: { maxParamLength: 1_000 },
  });
  app.post<{
    Params: Pick<AssumeRoleForPodIdentityRequest, "clusterName">;
    Body: Pick<AssumeRoleForPodIdentityRequest, "token">;
  }>(
    "/clusters/:clusterName/assume-role-for-pod-identity",
    { schema: { params: paramsSchema, body: bodySchema, response: { 200: responseSchema } } },
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
