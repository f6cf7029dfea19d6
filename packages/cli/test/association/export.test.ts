import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { failure, runInProcess } from "../support/run-in-process.ts";
import { AssociationFolder, role } from "./support/association-folder.ts";

const folder = new AssociationFolder();

describe("eks-auth association export --to kubernetes", () => {
  it("prints resources, and how to allow their roles", async () => {
    const { exitCode, stdout, stderr } = await folder.run("export", "--to", "kubernetes");
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(
      `#   kubectl annotate namespace shop 'eks-auth.dev/allowed-roles=${role}cart,arn:aws:iam::444455556666:role/data'\n`,
    );
    const documents = parseAllDocuments(stdout);
    expect(Array.isArray(documents) && documents.map((document) => document.toJS())).toEqual([
      {
        apiVersion: "eks-auth.dev/v1alpha1",
        kind: "ClusterPodIdentityAssociation",
        metadata: { name: expect.stringMatching(/^team-any\.any-[\da-f]{8}$/) },
        spec: { namespace: "team-*", serviceAccount: "*", roleArn: `${role}team` },
      },
      {
        apiVersion: "eks-auth.dev/v1alpha1",
        kind: "PodIdentityAssociation",
        metadata: { name: "cart", namespace: "shop" },
        spec: {
          serviceAccount: "cart",
          roleArn: `${role}cart`,
          targetRoleArn: "arn:aws:iam::444455556666:role/data",
          durationSeconds: 900,
        },
      },
    ]);
  });

  it("prints an empty file for no associations", async () => {
    await folder.write("edge.yaml", "associations: []\n");
    expect(await folder.run("export", "--to", "kubernetes")).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });
});

it.each([
  [["--context", "edge", "--to", "kubernetes"], "error: --to kubernetes is for a file."],
  [["--config", "a.yaml", "--cluster", "edge", "--to", "file"], "error: --to file is for the resources"],
  [["--context", "edge"], "required option '--to <format>' not specified"],
])("export %j exits with 2", async (args, message) => {
  expect(await runInProcess("association", "export", ...args)).toMatchObject(failure(2, message));
});
