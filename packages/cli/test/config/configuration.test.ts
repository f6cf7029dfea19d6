import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, describe, expect, it } from "vitest";
import {
  collectProblems,
  findCluster,
  findFileCluster,
  openIssuer,
  withFileErrors,
} from "../../src/config/configuration.ts";

const folder = await makeTempFolder("eks-auth-config");
const config = await folder.write(
  "eks-auth.yaml",
  `credentials: { embedded: { keyFile: key.pem } }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "https://issuer.example", associations: edge.yaml }
  - { name: pods, region: eu-west-1, accountId: "111122223333", apiServer: {}, associationResources: {} }
`,
);
afterAll(() => folder.remove());

describe("findCluster", () => {
  it("finds a cluster with its issuer and its file", async () => {
    const cluster = await findCluster(config, "edge");
    const identity = { name: "edge", region: "eu-west-1", accountId: "111122223333" };
    expect(cluster).toMatchObject({ ...identity, associations: folder.resolve("edge.yaml") });
    expect(await openIssuer(cluster)).toMatchObject({ issuer: "https://issuer.example" });
  });

  it("names the clusters of the file if it has no such cluster", async () => {
    await expect(findCluster(config, "lab")).rejects.toMatchObject({
      code: "cluster_not_found",
      message: `${config} has no cluster lab. It has edge, pods.`,
    });
  });
});

describe("findFileCluster", () => {
  it("refuses a cluster whose associations are resources", async () => {
    await expect(findFileCluster(config, "pods")).rejects.toMatchObject({ code: "associations_in_cluster" });
  });
});

describe("openIssuer", () => {
  it("refuses a cluster whose issuer only the API server knows", async () => {
    const cluster = await findCluster(config, "pods");
    await expect(openIssuer(cluster)).rejects.toMatchObject({ code: "issuer_in_cluster" });
  });
});

describe("withFileErrors", () => {
  it("turns a file's error into a command error with each problem", async () => {
    const file = await folder.write("bad.yaml", "credentials: {}\nclusters: {}\n");
    await expect(findCluster(file, "edge")).rejects.toMatchObject({
      code: "file_unusable",
      problems: [expect.stringContaining(`${file}:1: `), expect.stringContaining(`${file}:2: `)],
    });
  });

  it("passes other errors on", async () => {
    await expect(withFileErrors(Promise.reject(new TypeError("other")))).rejects.toThrow(TypeError);
    await expect(collectProblems(Promise.reject(new TypeError("other")))).rejects.toThrow(TypeError);
  });
});

describe("collectProblems", () => {
  it("returns the result, or the problems", async () => {
    expect(await collectProblems(Promise.resolve(1))).toEqual({ value: 1, problems: [] });
    expect(await collectProblems(findCluster(folder.resolve("none.yaml"), "edge"))).toEqual({
      value: undefined,
      problems: [expect.stringContaining("(ENOENT)")],
    });
  });
});
