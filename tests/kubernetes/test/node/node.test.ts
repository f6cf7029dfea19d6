import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { imageOf } from "../../src/images/base-images.ts";
import { startNode } from "../../src/node/node.ts";

const node = await prepareOrSkip("the node of these tests", () => startNode());

const labels = { app: "web" };
const probe = { name: "probe", image: imageOf("probe") };
const tokenFolder = "/var/run/secrets/pods.eks.amazonaws.com/serviceaccount";

const objects: readonly object[] = [
  {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web", labels },
    spec: { containers: [{ ...probe, args: ["serve", ":8080"] }], terminationGracePeriodSeconds: 0 },
  },
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "web" },
    spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
  },
  {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "client" },
    spec: {
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          ...probe,
          args: ["sleep"],
          volumeMounts: [{ name: "token", mountPath: tokenFolder, readOnly: true }],
        },
      ],
      volumes: [
        {
          name: "token",
          projected: {
            sources: [{ serviceAccountToken: { audience: "pods.eks.amazonaws.com", path: "token" } }],
          },
        },
      ],
    },
  },
];

describe.runIf(node)("the node of these tests", () => {
  if (node === undefined) {
    return;
  }
  const { kubectl } = node;
  const client = (...args: readonly string[]) => kubectl.run("exec", "client", "--", "/bin/probe", ...args);

  beforeAll(async () => {
    await kubectl.apply(...objects);
    await kubectl.run("wait", "--for=condition=Ready", "pod/web", "pod/client", "--timeout=120s");
  });
  afterAll(() => node.stop());

  it("lets a pod find a Service by its name", async () => {
    await expect.poll(() => client("get", "http://web.default.svc/").catch(String)).toBe("web\n");
    expect(await client("get", "http://web/")).toBe("web\n");
  });

  it("gives a pod a token that names the pod and the node", async () => {
    const [, payload = ""] = (await client("cat", `${tokenFolder}/token`)).split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
    expect(claims).toMatchObject({
      aud: ["pods.eks.amazonaws.com"],
      "kubernetes.io": { pod: { name: "client" }, node: { name: node.name } },
    });
  });

  it("has helm and no connection to other networks", async () => {
    expect(await node.helm("list", "--all-namespaces", "--output=json")).toBe("[]\n");
    await expect(client("get", "http://192.0.2.1/")).rejects.toThrow("no route to host");
  });

  it("leaves nothing if the process that started it is killed", async () => {
    const program = fileURLToPath(new URL("./programs/start-node.ts", import.meta.url));
    const child = spawn(process.execPath, [program], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = await once(child.stdout, "data");
    const state = String(line).trim();
    const cgroups = (await readFile(`${state}/cgroups`, "utf8")).trim().split("\n");
    expect(cgroups.every((folder) => existsSync(folder))).toBe(true);
    child.kill("SIGKILL");
    await expect.poll(() => [state, ...cgroups].filter((folder) => existsSync(folder))).toEqual([]);
    // Without processes in its cgroups it has none at all: they can't leave them.
    expect(await readFile("/proc/self/mountinfo", "utf8")).not.toContain(state);
  });
});
