import { describe, expect, it } from "vitest";
import {
  findCondition,
  formatAnnotateCommand,
  formatReady,
} from "../../../src/association/kubernetes/describe-resource.ts";
import { createResource } from "./create-resource.ts";

describe("the condition Ready", () => {
  it.each([
    [createResource(), "Unknown"],
    [createResource({ ready: "Accepted" }), "True"],
    [createResource({ ready: "NotAllowedInCluster" }), "False NotAllowedInCluster"],
  ])("is formatted in a few words", (resource, text) => {
    expect(formatReady(resource)).toBe(text);
  });

  it("does not count after a change of the spec", () => {
    const resource = createResource({ ready: "Accepted" });
    const changed = { ...resource, metadata: { ...resource.metadata, generation: 2 } };
    expect(findCondition(changed, "Ready")).toBeUndefined();
  });
});

describe("the command that allows roles in a namespace", () => {
  const access = { context: "edge", kubeconfig: "a b" };
  const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

  it("adds those to the annotation that it does not allow yet", () => {
    const annotation = `${role("one-*")}, ${role("two")}`;
    const roles = [role("one-a"), role("three"), role("a,b"), role("three")];
    expect(formatAnnotateCommand(access, "shop", annotation, roles)).toBe(
      `kubectl --kubeconfig 'a b' --context edge annotate namespace shop --overwrite 'eks-auth.dev/allowed-roles=${role("one-*")},${role("two")},${role("three")},${role("a?b")}'`,
    );
  });

  it("is not printed if the annotation would be so long that it allows nothing", () => {
    const annotation = Array.from({ length: 100 }, (_, index) => role(`role-${index}`)).join(",");
    expect(formatAnnotateCommand(access, "shop", annotation, [role("three")])).toContain("kubectl");
    const roles = Array.from({ length: 10 }, (_, index) => role(`more-${index}`));
    expect(formatAnnotateCommand(access, "shop", annotation, roles)).toBe(
      "use globs in the namespace's annotation eks-auth.dev/allowed-roles, which can have 4096 bytes, or namespaceRoles of the service's configuration.",
    );
  });
});
