import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { installDefinitions, installPolicies } from "../../../src/associations/install-associations.ts";
import { findObject, renderChart } from "../../../src/chart/helm.ts";
import { startControlPlane } from "../../../src/control-plane/control-plane.ts";
import { createOwner, users } from "./owner.ts";

const controlPlane = await prepareOrSkip("the documentation of resources", () =>
  startControlPlane({ users: [...users, { name: "platform-user", groups: ["platform"] }] }),
);

describe.runIf(controlPlane)("docs/associations.md", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { api, kubectl, kubeconfig, toolsFolder, tokens } = controlPlane;
  let section: string;

  beforeAll(async () => {
    const text = await readFile(join(root, "docs/associations.md"), "utf8");
    section = /\n## Resources\n(.*?)\n## /s.exec(text)?.[1] ?? "";
    await installDefinitions(controlPlane);
    await installPolicies(controlPlane, {});
    await createOwner(controlPlane);
  });
  afterAll(() => controlPlane.stop());

  /** Runs the documented commands that begin like this, as `admin`. */
  async function run(start: string): Promise<string> {
    const commands = Array.from(section.matchAll(/^```sh\n(.*?)^```/gms), ([, text = ""]) => text);
    const command = commands.find((text) => text.startsWith(start)) ?? `echo "No command ${start}"; exit 1`;
    const PATH = `${toolsFolder}:${process.env.PATH}`;
    return readOutput("bash", ["-ec", command], { env: { ...process.env, PATH, KUBECONFIG: kubeconfig } });
  }

  it("has resources that are accepted after its annotation", async () => {
    await kubectl.run("annotate", "namespace", "shop", "eks-auth.dev/allowed-roles-");
    await run("kubectl annotate namespace shop");
    const yaml = /```yaml\n(.*?)```/s.exec(section)?.[1] ?? "";
    const resources = parseAllDocuments(yaml).map((document) => document.toJS());
    expect(resources.map(({ kind }) => kind)).toEqual([
      "PodIdentityAssociation",
      "ClusterPodIdentityAssociation",
    ]);
    // The policy sees the annotation after a moment.
    await expect.poll(() => kubectl.apply(...resources).then(() => "applied", String)).toBe("applied");
  });

  it("has a command that lists the annotations", async () => {
    const lines = (await run("kubectl get namespaces")).trim().split(/ *\n/);
    expect(lines[0]).toMatch(/^NAMESPACE +ROLES$/);
    expect(lines.find((line) => line.startsWith("shop"))).toMatch(
      /^shop +arn:aws:iam::111122223333:role\/shop-\*/,
    );
    expect(lines.find((line) => line.startsWith("team-a"))).toMatch(/^team-a +<none>$/);
  });

  it("has a command that lets a group set the annotation", async () => {
    const user = api.withToken(tokens.get("platform-user"));
    const body = {
      spec: { resourceAttributes: { group: "eks-auth.dev", resource: "allowedroles", verb: "set" } },
    };
    const canSet = async () =>
      (await user.send("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", { body })).body
        .status.allowed;
    expect(await canSet()).toBe(false);
    await kubectl.create(findObject(await renderChart(), "ClusterRole", "eks-auth-set-roles"));
    await run("kubectl create clusterrolebinding");
    await expect.poll(canSet).toBe(true);
  });
});
