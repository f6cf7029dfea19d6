import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { AssumeRoleForPodIdentityCommand, EKSAuthClient } from "@eks-auth/client";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import type { Subject } from "@eks-auth/types";

// Uses the member that a rehearsal adds to the model: the types declare it, the stub writes it, the client reads it.
const subject: Subject = { namespace: "default", serviceAccount: "sample", nodeName: "node-1" };
const handler = createEKSAuthFrontendHandler({
  async assumeRoleForPodIdentity() {
    return {
      subject,
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
});

const server = createServer(createNodeListener(handler)).listen(0, "127.0.0.1");
await once(server, "listening");
const client = new EKSAuthClient({
  endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  region: "us-east-1",
  credentials: { accessKeyId: "unused", secretAccessKey: "unused" },
});
const output = await client.send(new AssumeRoleForPodIdentityCommand({ clusterName: "dev", token: "a.b.c" }));
console.log(output.subject.nodeName);

client.destroy();
server.close();
server.closeAllConnections();
