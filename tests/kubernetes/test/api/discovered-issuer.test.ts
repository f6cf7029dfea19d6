import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startControlPlane } from "../../src/control-plane/control-plane.ts";
import { namespace, pod, shop } from "./objects.ts";
import { startServe } from "./served-api.ts";

const controlPlane = await prepareOrSkip("an issuer that is found through a real API server", () =>
  startControlPlane(),
);

const ownNamespace = "eks-auth";
const list = "eks-auth-deny-list";

describe.runIf(controlPlane)("eks-auth serve, with the issuer and the deny list of a real API server", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { api, kubectl, url: apiServer, caFile } = controlPlane;
  let folder: TempFolder;
  let command: StartedProgram;
  let url: string;
  let token: string;

  beforeAll(async () => {
    await kubectl.create(...shop, pod("cart-0"));
    await kubectl.run("create", "namespace", ownNamespace);
    await kubectl.run("create", "serviceaccount", "--namespace", ownNamespace, "serve");
    token = await createToken(
      ...["cart", "--namespace", namespace, "--audience", "pods.eks.amazonaws.com"],
      ...["--bound-object-kind", "Pod", "--bound-object-name", "cart-0"],
    );
    folder = await makeTempFolder("eks-auth-discovery");
    await folder.write("serve.token", await createToken("serve", "--namespace", ownNamespace));
    const roleArn = "arn:aws:iam::111122223333:role/cart";
    const associations = [{ namespace, serviceAccount: "cart", roleArn }];
    await folder.write("associations.yaml", JSON.stringify({ associations }));
    const cluster = {
      name: "edge",
      region: "eu-west-1",
      accountId: "111122223333",
      associations: "associations.yaml",
      apiServer: { url: apiServer, caFile, tokenFile: "serve.token" },
    };
    const config = {
      listen: { port: 0 },
      admin: { enabled: false },
      credentials: { embedded: { keyFile: "session-key.pem" } },
      denyListConfigMap: { cluster: "edge", namespace: ownNamespace, name: list },
      clusters: [cluster],
    };
    await controlPlane.killApiServer();
    ({ command, url } = await startServe(folder, config));
  });
  afterAll(async () => {
    await command.stop();
    await folder.remove();
    await controlPlane.stop();
  });

  async function createToken(account: string, ...options: readonly string[]): Promise<string> {
    return (await kubectl.run("create", "token", account, ...options)).trim();
  }

  async function exchange(): Promise<string> {
    const response = await fetch(`${url}/clusters/edge/assume-role-for-pod-identity`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token }),
    });
    await response.arrayBuffer();
    return `${response.status} ${response.headers.get("x-eks-auth-reason") ?? ""}`;
  }

  function writeList(content: string): Promise<void> {
    const metadata = { name: list, namespace: ownNamespace };
    return kubectl.apply({ apiVersion: "v1", kind: "ConfigMap", metadata, data: { "deny.yaml": content } });
  }

  it("starts while the API server is away, and answers 503 until the deny list was read", async () => {
    expect(await exchange()).toBe("503 revocation_unavailable");
    await controlPlane.startApiServer();
    await command.waitForError('cannot list resource \\"configmaps\\"');
    await kubectl.run(
      ...["create", "role", "serve", "--namespace", ownNamespace],
      ...["--verb=list,watch", "--resource=configmaps", `--resource-name=${list}`],
    );
    await kubectl.run(
      ...["create", "rolebinding", "serve", "--namespace", ownNamespace],
      ...["--role=serve", `--serviceaccount=${ownNamespace}:serve`],
    );
    await command.waitForError("does not exist. Create it");
    expect(await exchange()).toBe("503 revocation_unavailable");
    await writeList("denied: []");
    // Kubernetes lets service accounts read issuer and keys by default.
    await expect.poll(exchange).toBe("200 ");
  });

  it("has a changed deny list in force, also when the ConfigMap is deleted then", async () => {
    const { body } = await api.send("GET", `/api/v1/namespaces/${namespace}/pods/cart-0`);
    await writeList(`denied: [{ podUid: ${body.metadata.uid} }]`);
    await expect.poll(exchange).toBe("400 denied");
    await kubectl.run("delete", "configmap", list, "--namespace", ownNamespace);
    await command.waitForError("The old deny list stays in force");
    expect(await exchange()).toBe("400 denied");
    await writeList("denied: []");
    await expect.poll(exchange).toBe("200 ");
  });

  it("goes on while the API server is away", async () => {
    await controlPlane.killApiServer();
    expect(await exchange()).toBe("200 ");
  });
});
