import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { expect, test } from "vitest";
import { loadAssociationFile } from "../../../src/associations/file/association-file.ts";
import { createAssociationTable } from "../../../src/associations/file/association-table.ts";
import type { FileEntry } from "../../../src/associations/file/entry.ts";
import { FileAssociations } from "../../../src/associations/file/file-associations.ts";
import { parseRoleArn, type RoleArn } from "../../../src/names/arn.ts";
import { cluster, policy, role } from "./parse-entry.ts";

const folder = useTempFolder("associations");

test("an association has every member of its entry", async () => {
  const path = await folder.write(
    "whole.yaml",
    `associations:
- namespace: team-*
  serviceAccount: "*"
  roleArn: ${role}
  targetRoleArn: arn:aws:iam::444455556666:role/data/reader
  externalId: teams
  disableSessionTags: true
  policy:
    Version: 2012-10-17
    Statement:
      - Effect: Allow
        Action: s3:GetObject
        Resource: "*"
  durationSeconds: 900
`,
  );
  const store = await loadAssociationFile(path, cluster);
  expect(await store.find("team-blue", "web")).toEqual({
    namespace: "team-*",
    serviceAccount: "*",
    role: expect.objectContaining({ name: "cart" }),
    targetRole: expect.objectContaining({ accountId: "444455556666", path: "/data/", name: "reader" }),
    externalId: "teams",
    disableSessionTags: true,
    policy: JSON.stringify(policy),
    durationSeconds: 900,
    id: expect.any(String),
    arn: expect.any(String),
  });
});

test("the associations are those of the entries, in order", async () => {
  const roleArn = parseRoleArn(role) as RoleArn;
  const entries: FileEntry[] = ["b", "a", "*"].map((serviceAccount) => ({
    namespace: "shop",
    serviceAccount,
    roleArn,
    disableSessionTags: serviceAccount === "a",
  }));
  const store = await FileAssociations.open(createAssociationTable(entries), cluster);
  expect(store.associations.map(({ serviceAccount }) => serviceAccount)).toEqual(["b", "a", "*"]);
  for (const association of store.associations) {
    expect(association.role).toEqual(roleArn);
    expect(association.disableSessionTags).toBe(association.serviceAccount === "a");
    expect(association).toMatchObject((await store.find("shop", association.serviceAccount)) ?? {});
  }
  expect(await store.find("bank", "a")).toBeUndefined();
});
