/** Serves the API with credentials of your own issuer, for a development cluster, and prints what one pod gets. */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { EKSAuth, ServiceError } from "@eks-auth/client-light";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { createIssuerKeys, createPodIdentityService, loadAssociationFile } from "@eks-auth/service";
import { startDevCluster } from "@eks-auth/service/dev-cluster";
import { createStoreIssuer } from "./issuer.ts";

// A token issuer on 127.0.0.1 instead of a real cluster.
const devCluster = await startDevCluster();
const cluster = { name: "dev", region: "eu-west-1", accountId: "111122223333" };
const associations = await loadAssociationFile(join(import.meta.dirname, "associations.yaml"), cluster);
const service = createPodIdentityService({
  clusters: [
    { ...cluster, issuer: devCluster.issuer, keys: createIssuerKeys(devCluster.issuer), associations },
  ],
  credentials: createStoreIssuer(randomBytes(32), new Set(["reader"])),
  onDecision: (decision) => {
    if (decision.outcome === "refused") {
      console.log(decision.error, decision.reason.message);
    }
  },
});
const server = createServer(createNodeListener(createEKSAuthFrontendHandler(service)));
server.listen(Number(process.env.PORT ?? 0), "127.0.0.1");
await once(server, "listening");

const client = new EKSAuth({
  endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  credentials: null,
});
for (const serviceAccount of ["app", "other"]) {
  const token = await devCluster.mintToken({
    namespace: "default",
    serviceAccount,
    pod: { name: `${serviceAccount}-0` },
  });
  try {
    const { credentials } = await client.assumeRoleForPodIdentity({ clusterName: "dev", token });
    const [content = ""] = credentials.sessionToken.split(".");
    console.log(serviceAccount, "has", JSON.parse(Buffer.from(content, "base64url").toString()).role);
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    console.log(serviceAccount, "gets", error.code);
  }
}
client.close();
server.close();
await devCluster.stop();
