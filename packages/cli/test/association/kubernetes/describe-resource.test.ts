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

it("formats a command that adds a role to those that the namespace allows", () => {
  const access = { context: "edge", kubeconfig: "a b" };
  expect(formatAnnotateCommand(access, "shop", "one, two", ["three", "a,b"])).toBe(
    "kubectl --kubeconfig 'a b' --context edge annotate namespace shop --overwrite 'eks-auth.dev/allowed-roles=one,two,three,a?b'",
  );
});
