import { paginateListPodIdentityAssociations } from "@aws-sdk/client-eks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EksApiFixture, keys } from "./eks-api-fixture.ts";

const fixture = new EksApiFixture(beforeAll, afterAll);
const clusterName = "edge";
const roleArn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

async function create(serviceAccount: string, namespace = "shop"): Promise<string> {
  const { association } = await fixture.client().createPodIdentityAssociation({
    clusterName,
    namespace,
    serviceAccount,
    roleArn: roleArn("app"),
  });
  return association?.associationId ?? "";
}

test("an association is created, read, changed, tagged and deleted, and pods get its role at once", async () => {
  const eks = fixture.client();
  expect(await fixture.roleOf("life")).toBe("ResourceNotFoundException");
  const startedAt = Date.now();
  const { association } = await eks.createPodIdentityAssociation({
    clusterName,
    namespace: "shop",
    serviceAccount: "life",
    roleArn: roleArn("first"),
    tags: { team: "shop", "with space/ü": "" },
  });
  const { associationId = "", associationArn: resourceArn = "" } = association ?? {};
  expect(association).toMatchObject({
    clusterName,
    namespace: "shop",
    serviceAccount: "life",
    roleArn: roleArn("first"),
    associationArn: `arn:aws:eks:eu-west-1:111122223333:podidentityassociation/edge/${associationId}`,
    associationId: expect.stringMatching(/^a-[a-z0-9]{17}$/),
    tags: { team: "shop", "with space/ü": "" },
    disableSessionTags: false,
  });
  expect(association?.createdAt?.getTime()).toBeGreaterThan(startedAt - 2_000);
  expect(await fixture.roleOf("life")).toBe("first");

  const described = await eks.describePodIdentityAssociation({ clusterName, associationId });
  expect(described.association).toEqual(association);

  const updated = await eks.updatePodIdentityAssociation({
    clusterName,
    associationId,
    roleArn: roleArn("second"),
    targetRoleArn: roleArn("target"),
    disableSessionTags: true,
    policy: '{"Version":"2012-10-17","Statement":[]}',
  });
  expect(updated.association).toMatchObject({
    roleArn: roleArn("second"),
    targetRoleArn: roleArn("target"),
    externalId: "eu-west-1/111122223333/edge/shop/life",
    disableSessionTags: true,
    tags: { team: "shop" },
  });
  expect(JSON.parse(updated.association?.policy ?? "")).toEqual({ Version: "2012-10-17", Statement: [] });
  expect(await fixture.roleOf("life")).toBe("target");
  const withoutTarget = await eks.updatePodIdentityAssociation({
    clusterName,
    associationId,
    targetRoleArn: "",
    policy: "",
  });
  expect(withoutTarget.association).not.toHaveProperty("targetRoleArn");
  expect(withoutTarget.association).not.toHaveProperty("policy");
  expect(await fixture.roleOf("life")).toBe("second");

  await eks.tagResource({ resourceArn, tags: { team: "cart", stage: "test" } });
  expect((await eks.listTagsForResource({ resourceArn })).tags).toEqual({
    team: "cart",
    stage: "test",
    "with space/ü": "",
  });
  await eks.untagResource({ resourceArn, tagKeys: ["with space/ü", "stage", "unknown"] });
  expect((await eks.listTagsForResource({ resourceArn })).tags).toEqual({ team: "cart" });

  const deleted = await eks.deletePodIdentityAssociation({ clusterName, associationId });
  expect(deleted.association).toMatchObject({ associationId, tags: { team: "cart" } });
  expect(await fixture.roleOf("life")).toBe("ResourceNotFoundException");
  await expect(eks.describePodIdentityAssociation({ clusterName, associationId })).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    clusterName,
  });
});

test("a request with the same token is answered again, and other values are refused", async () => {
  const input = { clusterName, namespace: "shop", serviceAccount: "token", roleArn: roleArn("app") };
  const request = { ...input, clientRequestToken: "one-token" };
  const { association } = await fixture.client().createPodIdentityAssociation(request);
  const again = await fixture.client().createPodIdentityAssociation(request);
  expect(again.association).toEqual(association);
  await expect(
    fixture.client().createPodIdentityAssociation({ ...request, roleArn: roleArn("other") }),
  ).rejects.toMatchObject({ name: "InvalidRequestException" });
  await expect(fixture.client().createPodIdentityAssociation(input)).rejects.toMatchObject({
    name: "ResourceInUseException",
    $metadata: { httpStatusCode: 409 },
  });
});

test("what only a file can have is shown as it is, and an update keeps it", async () => {
  await fixture.write(
    "lab.yaml",
    `# Kept.
associations:
  - namespace: team-*
    serviceAccount: "*"
    roleArn: ${roleArn("team")}
    durationSeconds: 1800 # Half an hour.
`,
  );
  await fixture.writeCallers("[{ name: terraform, keyFiles: [terraform.json], write: all }]");
  await fixture.command.waitForError("config_reloaded");
  const lab = { clusterName: "lab" };
  let associationId = "";
  await expect
    .poll(async () => {
      const { associations = [] } = await fixture.client().listPodIdentityAssociations(lab);
      associationId = associations[0]?.associationId ?? "";
      return associations;
    })
    .toMatchObject([{ namespace: "team-*", serviceAccount: "*" }]);
  const { association } = await fixture.client().updatePodIdentityAssociation({
    ...lab,
    associationId,
    roleArn: roleArn("new"),
  });
  expect(association).toMatchObject({ namespace: "team-*", serviceAccount: "*", roleArn: roleArn("new") });
  const text = await fixture.read("lab.yaml");
  expect(text).toContain("# Kept.");
  expect(text).toContain("durationSeconds: 1800 # Half an hour.");
  expect(text).toContain(`roleArn: ${roleArn("new")}`);
});

test("pages have each association once, while others are created and deleted", async () => {
  for (let index = 0; index < 25; index += 1) {
    await create(`page-${index}`, "pages");
  }
  const seen: (string | undefined)[] = [];
  let pages = 0;
  const paginator = paginateListPodIdentityAssociations(
    { client: fixture.client(), pageSize: 10 },
    { clusterName, namespace: "pages" },
  );
  for await (const { associations = [] } of paginator) {
    pages += 1;
    seen.push(...associations.map(({ serviceAccount }) => serviceAccount));
    if (pages === 1) {
      const [first] = associations;
      await fixture.client().deletePodIdentityAssociation({
        clusterName,
        associationId: first?.associationId,
      });
      await create("elsewhere", "other");
    }
  }
  expect(pages).toBe(3);
  expect(seen.toSorted()).toEqual(Array.from({ length: 25 }, (_, index) => `page-${index}`).toSorted());
  const { associations } = await fixture.client().listPodIdentityAssociations({
    clusterName,
    namespace: "pages",
    serviceAccount: "page-7",
  });
  expect(associations).toMatchObject([{ namespace: "pages", serviceAccount: "page-7" }]);
});

test("a nextToken of another list, or a changed one, is refused", async () => {
  const eks = fixture.client();
  const list = { clusterName, namespace: "pages", maxResults: 2 };
  const { nextToken = "" } = await eks.listPodIdentityAssociations(list);
  expect(nextToken).not.toBe("");
  for (const changed of [
    { ...list, nextToken: `${nextToken}A` },
    { ...list, nextToken: "garbage" },
    { ...list, nextToken, namespace: "other" },
    { ...list, nextToken, clusterName: "lab" },
  ]) {
    await expect(eks.listPodIdentityAssociations(changed)).rejects.toMatchObject({
      name: "InvalidParameterException",
    });
  }
});

test("clusters are listed and described as far as they are known", async () => {
  const eks = fixture.client();
  const { clusters, nextToken } = await eks.listClusters({ maxResults: 1 });
  expect(clusters).toEqual(["edge"]);
  expect(await eks.listClusters({ maxResults: 1, nextToken })).toMatchObject({ clusters: ["lab"] });
  const { cluster } = await eks.describeCluster({ name: "edge" });
  expect(cluster).toMatchObject({
    name: "edge",
    arn: "arn:aws:eks:eu-west-1:111122223333:cluster/edge",
    status: "ACTIVE",
    identity: { oidc: { issuer: fixture.issuer.issuer } },
  });
  expect((await eks.listTagsForResource({ resourceArn: cluster?.arn })).tags).toEqual({});
});

test("no secret is in the log or the audit", async () => {
  const text = (await fixture.read("audit.jsonl")) + fixture.command.stderr + fixture.command.stdout;
  for (const { secretAccessKey } of Object.values(keys)) {
    expect(text).not.toContain(secretAccessKey);
  }
});
