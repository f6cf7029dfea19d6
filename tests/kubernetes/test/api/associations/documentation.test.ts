import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
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
  const { api, kubectl, tokens } = controlPlane;
  let section: string;

  beforeAll(async () => {
    const text = await readFile(join(root, "docs/associations.md"), "utf8");
    section = /\n## Resources\n(.*?)\n## /s.exec(text)?.[1] ?? "";
    await installDefinitions(controlPlane);
    await installPolicies(controlPlane, {});
    await createOwner(controlPlane);
  });
  afterAll(() => controlPlane.stop());

  /** The arguments of the documented commands of kubectl that begin like this. */
  const listCommands = (start: string) =>
    Array.from(section.matchAll(/^kubectl (?:\\\n|.)*$/gm), ([command]) =>
      (command.replaceAll("\\\n", "").match(/"[^"]*"|\S+/g) ?? [])
        .map((word) => word.replaceAll('"', ""))
        .slice(1),
    ).filter((words) => words.join(" ").startsWith(start));

  it("has resources that are accepted after its annotation", async () => {
    const [annotate = []] = listCommands("annotate namespace shop");
    await kubectl.run(...annotate, "--overwrite");
    const yaml = /```yaml\n(.*?)```/s.exec(section)?.[1] ?? "";
    const resources = parseAllDocuments(yaml).map((document) => document.toJS());
    expect(resources.map(({ kind }) => kind)).toEqual([
      "PodIdentityAssociation",
      "ClusterPodIdentityAssociation",
    ]);
    // The policy sees the annotation after a moment.
    await expect.poll(() => kubectl.apply(...resources).then(() => "applied", String)).toBe("applied");
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
    const [bind = []] = listCommands("create clusterrolebinding");
    await kubectl.run(...bind);
    await expect.poll(canSet).toBe(true);
  });
});
