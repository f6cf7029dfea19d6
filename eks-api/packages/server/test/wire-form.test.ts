import { expect, test } from "vitest";
import { createFetchHandler } from "../src/fetch.ts";
import {
  type AWSWesleyFrontendService,
  createAWSWesleyFrontendHandler,
  ResourceInUseException,
} from "../src/gen/index.ts";

type Operation = keyof AWSWesleyFrontendService;

const operations: readonly Operation[] = [
  "createPodIdentityAssociation",
  "deletePodIdentityAssociation",
  "describeCluster",
  "describePodIdentityAssociation",
  "listClusters",
  "listPodIdentityAssociations",
  "listTagsForResource",
  "tagResource",
  "untagResource",
  "updatePodIdentityAssociation",
];

/** The response to a request, and the operation and the input that the implementation got. */
interface Answer {
  readonly status: number;
  readonly errorType: string | null;
  readonly body: unknown;
  readonly call: { readonly operation: Operation; readonly input: object } | undefined;
}

/** Sends a request to an implementation that answers all operations with the same output. */
async function send(
  method: string,
  path: string,
  { body, output = () => ({}) }: { readonly body?: object; readonly output?: () => object } = {},
): Promise<Answer> {
  let call: Answer["call"];
  const implement = (operation: Operation) => [
    operation,
    (input: object) => {
      call = { operation, input };
      return output();
    },
  ];
  const service = Object.fromEntries(operations.map(implement)) as unknown as AWSWesleyFrontendService;
  const handle = createFetchHandler(createAWSWesleyFrontendHandler(service, { onError() {} }));
  const content =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const response = await handle(new Request(`http://localhost${path}`, { method, ...content }));
  return {
    status: response.status,
    errorType: response.headers.get("x-amzn-errortype"),
    body: await response.json(),
    call,
  };
}

const associations = "/clusters/prod/pod-identity-associations";
const arn = "arn:aws:eks:us-east-1:111122223333:podidentityassociation/prod/a-0123456789abcdef0";
const tags = `/tags/${encodeURIComponent(arn)}`;
const names = { namespace: "default", serviceAccount: "app" };
const roleArn = "arn:aws:iam::111122223333:role/app";

test.each<[string, string, Operation, object, object?]>([
  [
    "POST",
    associations,
    "createPodIdentityAssociation",
    { clusterName: "prod", ...names, roleArn },
    { ...names, roleArn },
  ],
  [
    "GET",
    `${associations}?namespace=default&maxResults=5&nextToken=n`,
    "listPodIdentityAssociations",
    { clusterName: "prod", namespace: "default", maxResults: 5, nextToken: "n" },
  ],
  [
    "GET",
    `${associations}/a-1`,
    "describePodIdentityAssociation",
    { clusterName: "prod", associationId: "a-1" },
  ],
  [
    "POST",
    `${associations}/a-1`,
    "updatePodIdentityAssociation",
    { clusterName: "prod", associationId: "a-1", targetRoleArn: "" },
    { targetRoleArn: "" },
  ],
  [
    "DELETE",
    `${associations}/a-1`,
    "deletePodIdentityAssociation",
    { clusterName: "prod", associationId: "a-1" },
  ],
  ["GET", "/clusters?include=all", "listClusters", { include: ["all"] }],
  ["GET", "/clusters/prod", "describeCluster", { name: "prod" }],
  ["GET", tags, "listTagsForResource", { resourceArn: arn }],
  ["POST", tags, "tagResource", { resourceArn: arn, tags: { team: "" } }, { tags: { team: "" } }],
  ["DELETE", `${tags}?tagKeys=a&tagKeys=b`, "untagResource", { resourceArn: arn, tagKeys: ["a", "b"] }],
])("%s %s is %s", async (method, path, operation, input, body) => {
  const { status, call } = await send(method, path, body === undefined ? {} : { body });
  expect({ status, call }).toEqual({ status: 200, call: { operation, input } });
});

test("an association is written with times in seconds", async () => {
  const createdAt = new Date(1_767_225_600_500);
  const output = () => ({ association: { ...names, createdAt, tags: {}, disableSessionTags: false } });
  const { body } = await send("GET", `${associations}/a-1`, { output });
  expect(body).toEqual({
    association: { ...names, createdAt: 1_767_225_600.5, tags: {}, disableSessionTags: false },
  });
});

test.each<[string, string, string, object?]>([
  ["GET", `${associations}?maxResults=0`, "InvalidParameterException"],
  ["GET", "/clusters?maxResults=101", "InvalidParameterException"],
  ["POST", associations, "InvalidParameterException", { namespace: "default" }],
  ["POST", associations, "InvalidParameterException", { ...names, roleArn, tags: {} }],
  ["POST", tags, "BadRequestException", {}],
  ["POST", tags, "BadRequestException", { tags: { "": "x" } }],
  ["DELETE", tags, "BadRequestException"],
])("%s %s can be an %s", async (method, path, errorType, body) => {
  const answer = await send(method, path, body === undefined ? {} : { body });
  expect(answer).toMatchObject({ status: 400, errorType, call: undefined });
});

test("a modelled error has its members", async () => {
  const output = () => {
    throw new ResourceInUseException({ message: "It exists.", clusterName: "prod" });
  };
  const body = { ...names, roleArn };
  expect(await send("POST", associations, { body, output })).toMatchObject({
    status: 409,
    errorType: "ResourceInUseException",
    body: { message: "It exists.", clusterName: "prod" },
  });
});

test.each(["/clusters/prod", tags])("an unexpected failure of GET %s is a ServerException", async (path) => {
  const output = () => {
    throw new TypeError("A secret.");
  };
  const answer = await send("GET", path, { output });
  expect(answer).toMatchObject({ status: 500, errorType: "ServerException" });
  expect(JSON.stringify(answer.body)).not.toContain("secret");
});
