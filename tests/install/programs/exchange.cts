import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { AssumeRoleForPodIdentityCommand, EKSAuthClient } from "@eks-auth/client";
import { EKSAuth, ThrottlingException as LightThrottlingException } from "@eks-auth/client-light";
import {
  createEKSAuthFrontendHandler,
  type EKSAuthFrontendService,
  ThrottlingException,
} from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { ModeledError } from "@eks-auth/server-runtime";
import { findErrorName } from "@eks-auth/types";
import type { AssumeRoleForPodIdentityRequestContent } from "@eks-auth/types/wire";

// The CommonJS version of exchange.mts: its imports become calls of require().
const service: EKSAuthFrontendService = {
  async assumeRoleForPodIdentity({ clusterName }) {
    if (clusterName === "busy") {
      const error = new ThrottlingException({ message: "Slow down." });
      throw error instanceof ModeledError ? error : new Error("two copies of the runtime");
    }
    return {
      subject: { namespace: "default", serviceAccount: "sample" },
      audience: "pods.eks.amazonaws.com",
      podIdentityAssociation: { associationArn: "arn:example", associationId: "a-example" },
      assumedRoleUser: { arn: "arn:example", assumeRoleId: "AROAEXAMPLE:eks-dev-pod" },
      credentials: {
        accessKeyId: "ASIAEXAMPLE",
        secretAccessKey: "secret",
        sessionToken: "token",
        expiration: new Date("2030-01-01T00:00:00Z"),
      },
    };
  },
};

async function main(): Promise<void> {
  const server = createServer(createNodeListener(createEKSAuthFrontendHandler(service)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: "unused", secretAccessKey: "unused" };
  const client = new EKSAuthClient({ endpoint, region: "us-east-1", credentials });
  const body: AssumeRoleForPodIdentityRequestContent = { token: "header.payload.signature" };

  const command = new AssumeRoleForPodIdentityCommand({ clusterName: "dev", token: body.token });
  const output = await client.send(command);
  console.log(output.assumedRoleUser.assumeRoleId, "expires", output.credentials.expiration.toISOString());

  const response = await fetch(`${endpoint}/clusters/busy/assume-role-for-pod-identity`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const type = response.headers.get("x-amzn-errortype");
  console.log(type, response.status, findErrorName(response.status, type));

  const light = new EKSAuth({ endpoint, credentials: null, maxAttempts: 1 });
  const { subject, $metadata } = await light.assumeRoleForPodIdentity({
    clusterName: "dev",
    token: body.token,
  });
  const refusal = await light
    .assumeRoleForPodIdentity({ clusterName: "busy", token: body.token })
    .catch((error: unknown) => (error instanceof LightThrottlingException ? error.message : "another error"));
  console.log(subject.serviceAccount, $metadata.status, refusal);

  light.close();
  client.destroy();
  server.close();
  server.closeAllConnections();
}

void main();
