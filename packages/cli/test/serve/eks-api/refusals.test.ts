import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allCallers, type CallerName, EksApiFixture } from "./eks-api-fixture.ts";

const fixture = new EksApiFixture(beforeAll, afterAll);
const roleArn = "arn:aws:iam::111122223333:role/app";
const names = { namespace: "shop", serviceAccount: "cart" };
const unknownId = "a-0123456789abcdefg";
const arnOf = (resource: string) => `arn:aws:eks:eu-west-1:111122223333:${resource}`;
const edge = { clusterName: "edge" };
const association = { ...edge, ...names, roleArn };

type Client = ReturnType<EksApiFixture["client"]>;

test.each<[string, (eks: Client) => Promise<unknown>, string, number]>([
  [
    "a role that is none",
    (eks) => eks.createPodIdentityAssociation({ ...association, roleArn: "arn:aws:iam::1:user/app" }),
    "InvalidParameterException",
    400,
  ],
  [
    "a namespace that can't be one",
    (eks) => eks.createPodIdentityAssociation({ ...association, namespace: "Not_A_Namespace" }),
    "InvalidParameterException",
    400,
  ],
  [
    "a policy that is no JSON",
    (eks) => eks.createPodIdentityAssociation({ ...association, policy: "{", disableSessionTags: true }),
    "InvalidParameterException",
    400,
  ],
  [
    "a reserved tag",
    (eks) => eks.createPodIdentityAssociation({ ...association, tags: { "aws:team": "a" } }),
    "InvalidParameterException",
    400,
  ],
  [
    "too many results",
    (eks) => eks.listPodIdentityAssociations({ ...edge, maxResults: 101 }),
    "InvalidParameterException",
    400,
  ],
  ["a foreign token", (eks) => eks.listClusters({ nextToken: "garbage" }), "InvalidParameterException", 400],
  [
    "an unknown association to describe",
    (eks) => eks.describePodIdentityAssociation({ ...edge, associationId: unknownId }),
    "ResourceNotFoundException",
    404,
  ],
  [
    "an unknown association to update",
    (eks) => eks.updatePodIdentityAssociation({ ...edge, associationId: unknownId, roleArn }),
    "ResourceNotFoundException",
    404,
  ],
  [
    "an unknown association to delete",
    (eks) => eks.deletePodIdentityAssociation({ ...edge, associationId: unknownId }),
    "ResourceNotFoundException",
    404,
  ],
  ["an unknown cluster", (eks) => eks.describeCluster({ name: "unknown" }), "ResourceNotFoundException", 404],
  [
    "tags of something else",
    (eks) => eks.listTagsForResource({ resourceArn: "arn:aws:s3:::bucket" }),
    "BadRequestException",
    400,
  ],
  [
    "tags of an unknown association",
    (eks) => eks.listTagsForResource({ resourceArn: arnOf(`podidentityassociation/edge/${unknownId}`) }),
    "NotFoundException",
    404,
  ],
  [
    "tags of a cluster of another region",
    (eks) => eks.listTagsForResource({ resourceArn: "arn:aws:eks:us-east-1:111122223333:cluster/edge" }),
    "NotFoundException",
    404,
  ],
  [
    "to tag a cluster",
    (eks) => eks.tagResource({ resourceArn: arnOf("cluster/edge"), tags: { team: "a" } }),
    "BadRequestException",
    400,
  ],
])("%s is refused with %3$s", async (_, call, name, httpStatusCode) => {
  await expect(call(fixture.client())).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
});

test.each<[string, CallerName, (eks: Client) => Promise<unknown>]>([
  ["read a cluster", "auditor", (eks) => eks.describeCluster({ name: "edge" })],
  ["read a cluster that doesn't exist", "auditor", (eks) => eks.describeCluster({ name: "none" })],
  ["list a cluster's associations", "auditor", (eks) => eks.listPodIdentityAssociations(edge)],
  [
    "create with the right to read",
    "auditor",
    (eks) => eks.createPodIdentityAssociation({ ...association, clusterName: "lab" }),
  ],
  [
    "delete with the right to read",
    "terraform",
    (eks) => eks.deletePodIdentityAssociation({ clusterName: "lab", associationId: unknownId }),
  ],
  [
    "tag with the right to read",
    "auditor",
    (eks) =>
      eks.tagResource({
        resourceArn: arnOf(`podidentityassociation/lab/${unknownId}`),
        tags: { team: "a" },
      }),
  ],
])("a caller without the right can't %s", async (_, caller, call) => {
  await expect(call(fixture.client(caller))).rejects.toMatchObject({
    name: "AccessDeniedException",
    $metadata: { httpStatusCode: 403 },
  });
});

test("a caller lists only the clusters that it can read", async () => {
  expect((await fixture.client("auditor").listClusters({})).clusters).toEqual(["lab"]);
  expect((await fixture.client().listClusters({})).clusters).toEqual(["edge", "lab"]);
});

test("a caller that is not known is refused", async () => {
  await expect(fixture.client("unknown").listClusters({})).rejects.toMatchObject({
    name: "UnrecognizedClientException",
    $metadata: { httpStatusCode: 403 },
  });
});

test.each([
  ["without a signature", "Host: 127.0.0.1", "403", "MissingAuthenticationTokenException"],
  ["with a foreign host", "Host: attacker.example", "403", "AccessDenied"],
  ["of a web page", "Host: 127.0.0.1\r\nOrigin: https://attacker.example", "403", "AccessDenied"],
  ["with two hosts", "Host: 127.0.0.1\r\nHost: localhost", "400", "BadRequestException"],
])("a request %s is refused", async (_, headers, status, name) => {
  using connection = await RawConnection.open(Number(new URL(fixture.eksApiUrl).port));
  await connection.write(`GET /clusters HTTP/1.1\r\n${headers}\r\nConnection: close\r\n\r\n`);
  await connection.waitForEnd();
  expect(connection.received).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(connection.received).toContain(`\r\nx-amzn-errortype: ${name}\r\n`);
  expect(connection.received).toContain("\r\ncache-control: no-store\r\n");
});

test("each change and each refused change is in the audit, with the caller and without a secret", async () => {
  const { association: created } = await fixture.client().createPodIdentityAssociation(association);
  await expect(fixture.client().createPodIdentityAssociation(association)).rejects.toThrow();
  await fixture.client().deletePodIdentityAssociation({
    ...edge,
    associationId: created?.associationId,
  });
  const changes = await fixture.readChanges();
  const common = {
    cluster: "edge",
    caller: "terraform",
    callerMethods: ["sigv4"],
    clientAddress: "127.0.0.1",
  };
  const recorded = { ...names, association: created?.associationId, role: roleArn };
  expect(changes.slice(-3)).toMatchObject([
    {
      ...common,
      ...recorded,
      outcome: "changed",
      operation: "CreatePodIdentityAssociation",
      members: ["roleArn"],
    },
    {
      ...common,
      ...names,
      outcome: "refused",
      operation: "CreatePodIdentityAssociation",
      code: "exists",
      answer: "ResourceInUseException",
      role: roleArn,
    },
    { ...common, ...recorded, outcome: "changed", operation: "DeletePodIdentityAssociation" },
  ]);
  expect(changes).toContainEqual(
    expect.objectContaining({
      outcome: "refused",
      operation: "CreatePodIdentityAssociation",
      code: "change_not_allowed",
      answer: "AccessDeniedException",
      caller: "auditor",
      cluster: "lab",
    }),
  );
});

test("the metrics count operations by result", async () => {
  const admin = /admin +(http:\S+)\/healthz/.exec(fixture.command.stdout)?.[1];
  const metrics = await (await fetch(`${admin}/metrics`)).text();
  expect(metrics).toMatch(
    /eks_auth_eks_api_requests_total\{operation="CreatePodIdentityAssociation",result="success"\} [1-9]/,
  );
  expect(metrics).toMatch(
    /eks_auth_eks_api_requests_total\{operation="DescribeCluster",result="AccessDeniedException"\} 2/,
  );
});

test("a removed caller is refused at once, and so is everyone if the EKS API is removed", async () => {
  const eks = fixture.client("auditor");
  await fixture.writeCallers(allCallers.replace(/, \{ name: auditor.*\}/, ""));
  await expect
    .poll(() => eks.listClusters({}).catch(({ name }: Error) => name))
    .toBe("UnrecognizedClientException");
  expect((await fixture.client().listClusters({})).clusters).toEqual(["edge", "lab"]);
  const text = await fixture.read("eks-auth.yaml");
  await fixture.write("eks-auth.yaml", text.replace(/eksApi:.*clusters:/s, "clusters:"));
  await expect
    .poll(() =>
      fixture
        .client()
        .listClusters({})
        .catch(({ name }: Error) => name),
    )
    .toBe("MissingAuthenticationTokenException");
  await fixture.command.waitForError('"code":"restart_required"');
});
