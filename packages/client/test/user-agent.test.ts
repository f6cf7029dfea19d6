import { AssumeRoleForPodIdentityCommand, EKSAuthClient } from "@eks-auth/client";
import { expect, test } from "vitest";
import packageJson from "../package.json" with { type: "json" };
import { assumedRole, startServer } from "./local-server.ts";

test("the user agent names the API and the package's own version", async () => {
  await using server = await startServer(assumedRole);
  const client = new EKSAuthClient({
    region: "eu-west-1",
    endpoint: server.url,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  });
  await client.send(new AssumeRoleForPodIdentityCommand({ clusterName: "my-cluster", token: "a.b.c" }));
  client.destroy();

  expect(server.requests[0]?.headers["user-agent"]).toContain(` api/eks-auth#${packageJson.version} `);
});
