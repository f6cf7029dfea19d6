import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { expect, test } from "vitest";
import { openAssociationFile } from "../../src/associations/file/open-association-file.ts";
import { createAssociation } from "../../src/eks-api/create-association.ts";
import { findAssociation } from "../../src/eks-api/find-association.ts";

const folder = useTempFolder("create");
const names = { name: "prod", region: "eu-west-1", accountId: "111122223333" };
const input = {
  clusterName: "prod",
  namespace: "shop",
  serviceAccount: "cart",
  roleArn: "arn:aws:iam::111122223333:role/cart",
};

async function start() {
  const path = await folder.write("associations.yaml", "associations: []\n");
  const { editor, close } = await openAssociationFile(path, names, { isStart: true, onProblem() {} });
  return { cluster: { ...names, editor }, [Symbol.dispose]: close };
}

test.each([{ namespace: "*" }, { namespace: "team-?" }, { serviceAccount: "*" }, { serviceAccount: "ca?t" }])(
  "a glob is refused: %o",
  async (glob) => {
    using started = await start();
    const created = createAssociation(started.cluster, { ...input, ...glob });
    await expect(created).rejects.toMatchObject({ name: "AssociationChangeError", code: "invalid" });
    expect(await folder.read("associations.yaml")).toBe("associations: []\n");
  },
);

test("requests with an empty clientRequestToken are not repetitions", async () => {
  using started = await start();
  const { cluster } = started;
  const first = await createAssociation(cluster, { ...input, clientRequestToken: "" });
  await createAssociation(cluster, { ...input, serviceAccount: "till", clientRequestToken: "" });
  expect(await findAssociation(cluster, first.id)).toEqual(first);
});
