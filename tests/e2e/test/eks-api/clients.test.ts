import { setMaxListeners } from "node:events";
import { chmod } from "node:fs/promises";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allSetUps, fastSetUps } from "../../src/eks-api/clients/all.ts";
import type { EksClient, Members } from "../../src/eks-api/eks-client.ts";
import { type CallerName, type EksService, startEksService } from "../../src/eks-api/eks-service.ts";
import { roleArn, writeClusters } from "./clusters.ts";
import { expectedAnswer, expectedErrors, signatureErrors } from "./expected-errors.ts";
import { send, sendForAssociation } from "./send.ts";

// Each program that runs listens for the exit of this process.
setMaxListeners(50, process);

const isShort = process.env.SDKS_FORM === "short";
const setUps = Object.entries(isShort ? fastSetUps : allSetUps);
const installed = await Promise.all(
  setUps.map(([language, setUp]) => prepareOrSkip(`${language}, EKS API`, setUp)),
);
const kinds = installed.flatMap((some) => some ?? []);

let cluster: DevCluster;
let folder: TempFolder;
let service: EksService;

beforeAll(async () => {
  cluster = await startDevCluster();
  folder = await makeTempFolder("eks-api");
  const clusters = await writeClusters(folder, cluster.issuer);
  service = await startEksService({ folder, clusters, callers: ["admin", "reader", "outsider"] });
  // `serve` refuses to read a file that anyone can write.
  await chmod(folder.resolve("broken.json"), 0o666);
  const [kind] = kinds;
  await using client = kind?.start(service.caller("admin"));
  await client?.call("CreatePodIdentityAssociation", {
    ...{ clusterName: "edge", namespace: "errors", serviceAccount: "existing", roleArn: roleArn("cart") },
    clientRequestToken: "token-of-existing",
  });
});
afterAll(async () => {
  await service[Symbol.asyncDispose]();
  expect(service.output).not.toContain("canary");
  await folder.remove();
  await cluster.stop();
});

/** Exchanges the token of a new pod: the role's name, or the error's name. */
async function exchange(serviceAccount: string): Promise<string> {
  const pod = { namespace: "shop", serviceAccount, pod: { name: `${serviceAccount}-0` } };
  return service.exchange("edge", await cluster.mintToken(pod));
}

describe.concurrent.for(kinds)("$name", (kind) => {
  // Each of its calls takes a second.
  const isCli = kind.errorTypes === "none";
  // A name of a service account.
  const slug = kind.name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  const clients = new Map<CallerName, EksClient>();

  /** Returns the client of a caller. Some take a second to start, so its tests share it. */
  function open(caller: CallerName = "admin"): EksClient {
    const client = clients.get(caller) ?? kind.start(service.caller(caller));
    clients.set(caller, client);
    return client;
  }

  afterAll(async () => {
    await Promise.all([...clients.values()].map((client) => client[Symbol.asyncDispose]()));
  });

  test("creates, describes, lists, updates, tags and deletes an association", async () => {
    const client = open();
    const names = { clusterName: "edge", namespace: "shop", serviceAccount: slug };
    const tags = { team: "a team", "cost/center": "a=b,c" };
    const startedAt = Date.now() / 1000 - 1;
    const requestToken = `create-${slug}`;

    const input = { ...names, roleArn: roleArn("cart"), tags, clientRequestToken: requestToken };
    const created = await sendForAssociation(client, "CreatePodIdentityAssociation", input);
    const { associationId, associationArn } = created;
    expect(created).toEqual({
      ...names,
      roleArn: roleArn("cart"),
      tags,
      disableSessionTags: false,
      associationId: expect.stringMatching(/^a-[a-z0-9]+$/),
      associationArn: `arn:aws:eks:eu-west-1:111122223333:podidentityassociation/edge/${associationId}`,
      createdAt: expect.any(Number),
      modifiedAt: created.createdAt,
    });
    expect(created.createdAt).toBeGreaterThan(startedAt);
    expect(await exchange(slug)).toBe("cart");
    expect(await sendForAssociation(client, "CreatePodIdentityAssociation", input)).toEqual(created);

    const id = { clusterName: "edge", associationId };
    expect(await sendForAssociation(client, "DescribePodIdentityAssociation", id)).toEqual(created);
    expect(await send(client, "ListPodIdentityAssociations", names)).toEqual({
      associations: [{ ...names, associationId, associationArn }],
    });

    const policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
    const extended = await sendForAssociation(client, "UpdatePodIdentityAssociation", {
      ...id,
      ...{ roleArn: roleArn("cart-2"), targetRoleArn: roleArn("data"), disableSessionTags: true, policy },
    });
    expect(extended).toEqual({
      ...created,
      ...{ roleArn: roleArn("cart-2"), targetRoleArn: roleArn("data"), disableSessionTags: true, policy },
      externalId: `eu-west-1/111122223333/edge/shop/${slug}`,
      modifiedAt: expect.any(Number),
    });
    expect(extended.modifiedAt).toBeGreaterThanOrEqual(Number(created.createdAt));
    expect(await exchange(slug)).toBe("data");

    const empty = { targetRoleArn: "", policy: "", disableSessionTags: false };
    expect(await sendForAssociation(client, "UpdatePodIdentityAssociation", { ...id, ...empty })).toEqual({
      ...created,
      roleArn: roleArn("cart-2"),
      modifiedAt: expect.any(Number),
    });
    expect(await exchange(slug)).toBe("cart-2");

    const resource = { resourceArn: associationArn };
    expect(await send(client, "TagResource", { ...resource, tags: { team: "b", new: "" } })).toEqual({});
    expect(await send(client, "UntagResource", { ...resource, tagKeys: ["cost/center", "none"] })).toEqual(
      {},
    );
    expect(await send(client, "ListTagsForResource", resource)).toEqual({ tags: { team: "b", new: "" } });

    const deleted = await sendForAssociation(client, "DeletePodIdentityAssociation", id);
    expect(deleted).toMatchObject({ ...names, associationId, roleArn: roleArn("cart-2") });
    expect(await exchange(slug)).toBe("ResourceNotFoundException");
    expect(await client.call("DescribePodIdentityAssociation", id)).toMatchObject({
      error: { code: "ResourceNotFoundException" },
    });
  });

  test("lists and describes the clusters that the caller can read", async () => {
    const client = open("reader");
    expect(await send(client, "ListClusters", {})).toEqual({ clusters: ["edge"] });
    expect(await send(client, "DescribeCluster", { name: "edge" })).toEqual({
      cluster: expect.objectContaining({
        name: "edge",
        arn: "arn:aws:eks:eu-west-1:111122223333:cluster/edge",
        status: "ACTIVE",
        identity: { oidc: { issuer: cluster.issuer } },
      }),
    });
  });

  test("lists 1,000 associations page by page, each once", async () => {
    const client = open();
    const pages = await client.paginate({ clusterName: "large", maxResults: 100 });
    const ids = pages
      .flatMap(({ associations }) => associations as { readonly associationId: string }[])
      .map(({ associationId }) => associationId);
    expect(new Set(ids).size).toBe(1_000);
    expect(ids).toHaveLength(1_000);
  });

  const errors = isShort && isCli ? expectedErrors.slice(0, 4) : expectedErrors;
  test.for(errors)("$code: $title", async (expected) => {
    const answer = await open(expected.caller).call(expected.operation, expected.input);
    expect(answer).toEqual(expectedAnswer(kind, expected));
  });

  test.for(isShort && isCli ? [] : signatureErrors)(
    "$code: $title",
    async ({ change: { region, ...credentials }, code }) => {
      const caller = service.caller("admin");
      await using client = kind.start({
        ...caller,
        region: region ?? caller.region,
        credentials: { ...caller.credentials, ...credentials },
      });
      const answer = await client.call("ListClusters", {});
      expect(answer).toEqual(expectedAnswer(kind, { code, status: 403, model: "none" }));
    },
  );

  test("two at once: no change is lost, and only one creates the association of a service account", async () => {
    await using resources = new AsyncDisposableStack();
    const writers = [0, 1].map(() => resources.use(kind.start(service.caller("admin"))));
    const names = { clusterName: "shared", namespace: slug };
    const count = isCli ? (isShort ? 1 : 3) : isShort ? 10 : 20;

    const race = { ...names, serviceAccount: "race", roleArn: roleArn("cart") };
    const answers = await Promise.all(
      writers.map((writer) => writer.call("CreatePodIdentityAssociation", race)),
    );
    const codes = answers.map((answer) => ("error" in answer ? answer.error.code : "created"));
    expect(codes.toSorted()).toEqual(["ResourceInUseException", "created"]);
    const won = answers.find((answer) => "output" in answer) as { output: { association: Members } };
    const resourceArn = won.output.association.associationArn;

    await Promise.all(
      writers.map(async (writer, index) => {
        for (let number = 0; number < count; number += 1) {
          const serviceAccount = `account-${index}-${number}`;
          const tags = { [`tag-${index}-${number}`]: "yes" };
          await send(writer, "TagResource", { resourceArn, tags });
          await send(writer, "CreatePodIdentityAssociation", {
            ...names,
            serviceAccount,
            roleArn: roleArn("cart"),
          });
        }
      }),
    );
    const [first] = writers as [EksClient];
    const { tags } = (await send(first, "ListTagsForResource", { resourceArn })) as { tags: Members };
    expect(Object.keys(tags)).toHaveLength(2 * count);
    const pages = await first.paginate(names);
    expect(pages.flatMap(({ associations }) => associations as Members[])).toHaveLength(2 * count + 1);
  });
});
