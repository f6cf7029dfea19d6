import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { readSnippets, type Snippet } from "@eks-auth/test-kit/snippets";
import { Walk } from "@eks-auth/test-kit/walk";
import { walks } from "@eks-auth/test-kit/walks";
import { afterAll, describe, expect, inject, it } from "vitest";
import { eksAuthRepository } from "../../src/images/eks-auth-image.ts";
import { startNode } from "../../src/node/node.ts";

const node = await prepareOrSkip("docs/kubernetes.md on a real node", () =>
  startNode({ images: [inject("eksAuthImages")] }),
);

const snippets = readSnippets("docs/kubernetes.md");
const commands = (heading: string) =>
  snippets.filter((snippet) => snippet.language === "sh" && snippet.heading === heading);

const [build, ...others] = commands("Five minutes");

describe.runIf(node)("docs/kubernetes.md on a real node", () => {
  if (node === undefined) {
    return;
  }
  afterAll(() => node.stop());

  /** Runs the commands as they are. There is no registry, so the image is there already, under another name. */
  async function runAll(snippetsOfStep: readonly Snippet[]): Promise<string[]> {
    const outputs: string[] = [];
    for (const { code } of snippetsOfStep) {
      outputs.push((await node?.shell(code, { IMAGE: eksAuthRepository })) ?? "");
    }
    return outputs;
  }

  it("has an image with the tag that the guide builds", () => {
    expect(build?.code).toContain('--tag "$IMAGE:0.0.0"');
    expect(others).toEqual([]);
  });

  it("gives a pod credentials in five minutes", { timeout: 300_000 }, async () => {
    const walk = new Walk(walks.clusterOwner);
    const run = (code: string) => node.shell(code, { IMAGE: eksAuthRepository });
    await walk.step("Install", "sh", run);
    await walk.step("Install", "sh", run, "Succeeded");
    await walk.step("Allow roles in a namespace", "sh", run);
    await walk.step("Give a service account a role", "sh", run);
    const isReady = /^cart +cart +\S+shop-cart +True +Accepted /m;
    await walk.step("Give a service account a role", "sh", run, isReady);
    await walk.step("Start a pod", "sh", run, "No check failed: the pod shop/cart gets credentials");
    await walk.finish();
  });

  it("is removed by the commands of the guide", { timeout: 600_000 }, async () => {
    await runAll(commands("Uninstall"));
    const definitions = await node.kubectl.run("get", "crd,namespaces", "--output=name");
    expect(definitions).not.toContain("eks-auth");
    const addresses = await node.run("ip", ["-oneline", "address", "show", "dev", "lo"]);
    expect(addresses).not.toMatch(/169\.254\.170\.23|fd00:ec2::23/);
  });
});
