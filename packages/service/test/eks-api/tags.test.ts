import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { expect, test } from "vitest";
import { openAssociationFile } from "../../src/associations/file/open-association-file.ts";
import { requireResource } from "../../src/eks-api/resource-arn.ts";
import { addTags, listTags, removeTags } from "../../src/eks-api/tags.ts";

const folder = useTempFolder("tags");
const names = { name: "prod", region: "eu-west-1", accountId: "111122223333" };

test("an association with imported tags of AWS can be tagged, but not with others of AWS", async () => {
  const imported = { "aws:cloudformation:stack-name": "shop" };
  const entry = {
    namespace: "shop",
    serviceAccount: "cart",
    roleArn: "arn:aws:iam::111122223333:role/cart",
    tags: imported,
  };
  const path = await folder.write("associations.yaml", JSON.stringify({ associations: [entry] }));
  const { editor, close } = await openAssociationFile(path, names, { isStart: true, onProblem() {} });
  try {
    const cluster = { ...names, editor };
    const [association] = (await editor.list({ limit: 1 })).associations;
    const resource = requireResource(association?.arn ?? "");
    await addTags(cluster, resource, { team: "a" });
    expect(await listTags(cluster, resource)).toEqual({ ...imported, team: "a" });
    await expect(addTags(cluster, resource, { "AWS:other": "" })).rejects.toMatchObject({ code: "invalid" });
    await removeTags(cluster, resource, ["team"]);
    expect(await listTags(cluster, resource)).toEqual(imported);
  } finally {
    close();
  }
});
