import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, describe, expect, it } from "vitest";
import { startControlPlane } from "../../src/control-plane/control-plane.ts";

const controlPlane = await prepareOrSkip("the control plane of these tests", () =>
  startControlPlane({ users: [{ name: "reader", groups: ["readers"] }] }),
);

describe.runIf(controlPlane)("the control plane of these tests", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { api, kubectl, tokens } = controlPlane;
  afterAll(() => controlPlane.stop());

  it("has the version that go.mod names", async () => {
    const module = await readFile(new URL("../../go/go.mod", import.meta.url), "utf8");
    const { gitVersion } = JSON.parse(await kubectl.run("version", "--output=json")).serverVersion;
    expect(module).toContain(`k8s.io/kubernetes ${gitVersion}`);
  });

  it("gives a user what RBAC grants to the group, and no more", async () => {
    const reader = api.withToken(tokens.get("reader"));
    expect((await reader.send("GET", "/api/v1/namespaces")).status).toBe(403);
    // No controller runs that fills the role `view`.
    await kubectl.run("create", "clusterrole", "read", "--verb=list", "--resource=namespaces");
    await kubectl.run("create", "clusterrolebinding", "readers", "--clusterrole=read", "--group=readers");
    await expect.poll(async () => (await reader.send("GET", "/api/v1/namespaces")).status).toBe(200);
    const namespace = { metadata: { name: "refused" } };
    expect((await reader.send("POST", "/api/v1/namespaces", { body: namespace })).status).toBe(403);
    expect((await kubectl.as("reader").try("create", "namespace", "refused")).stderr).toContain("Forbidden");
    expect((await api.withToken(undefined).send("GET", "/api/v1/namespaces")).status).toBe(403);
  });

  it("keeps its objects when kube-apiserver is killed and started again", async () => {
    await kubectl.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: "kept" } });
    await controlPlane.killApiServer();
    await expect(api.send("GET", "/readyz")).rejects.toMatchObject({ code: "ECONNREFUSED" });
    await controlPlane.startApiServer();
    expect((await api.send("GET", "/api/v1/namespaces/kept")).status).toBe(200);
  });

  it("has forgotten old revisions after etcd was compacted", async () => {
    const { metadata } = (await api.send("GET", "/api/v1/configmaps")).body;
    await kubectl.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: "later" } });
    await controlPlane.killApiServer();
    await controlPlane.compactEtcd();
    await controlPlane.startApiServer();
    const watch = `/api/v1/configmaps?watch=true&timeoutSeconds=1&resourceVersion=${metadata.resourceVersion}`;
    const { body } = await api.send("GET", watch);
    expect(body).toMatchObject({ object: { code: 410 } });
  });

  it("ends if the process that started it is killed", async () => {
    const program = fileURLToPath(new URL("./programs/start-control-plane.ts", import.meta.url));
    await using folder = await makeTempFolder();
    const env = { ...process.env, TMPDIR: folder.path };
    const child = spawn(process.execPath, [program], { env, stdio: ["ignore", "pipe", "inherit"] });
    const [line] = await once(child.stdout, "data");
    const url = new URL(String(line).trim());
    child.kill("SIGKILL");
    await expect.poll(() => isListening(url)).toBe(false);
  });
});

async function isListening({ hostname, port }: URL): Promise<boolean> {
  const socket = connect(Number(port), hostname);
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
