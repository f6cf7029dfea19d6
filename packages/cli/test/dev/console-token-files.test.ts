import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { TokenFiles } from "../../src/dev/console-token-files.ts";

const pod = {
  namespace: "shop",
  serviceAccount: "cart",
  podName: "cart-0",
  audience: "pods.eks.amazonaws.com",
};

describe("the token files of the console", () => {
  let cluster: DevCluster;
  let folder: TempFolder;
  let files: TokenFiles;

  beforeAll(async () => {
    cluster = await startDevCluster();
  });
  afterAll(() => cluster.stop());
  beforeEach(async () => {
    folder = await makeTempFolder();
    files = new TokenFiles(cluster, folder.path);
  });
  afterEach(async () => {
    await files.close();
    await folder.remove();
  });

  it("are at most 20, also if they are added at the same time", async () => {
    const results = await Promise.allSettled(Array.from({ length: 30 }, () => files.add(pod)));
    const rejected = results.filter((result) => result.status === "rejected");
    expect(rejected).toHaveLength(10);
    expect(rejected[0]?.reason).toMatchObject({ code: "option_invalid" });
    expect(files.list()).toHaveLength(20);
    await files.remove(files.list()[0]?.id ?? "");
    await files.add(pod);
    expect(files.list()).toHaveLength(20);
  });

  it("can be added again after the directory could not be written", async () => {
    const directory = folder.resolve("missing");
    const other = new TokenFiles(cluster, directory);
    for (let count = 0; count < 21; count++) {
      await expect(other.add(pod)).rejects.toMatchObject({
        code: "unwritable",
        message: `${directory} can't be written (ENOENT). Check its free space and its permissions.`,
      });
    }
    await mkdir(directory);
    const { path } = await other.add(pod);
    expect(existsSync(path)).toBe(true);
    await other.close();
    expect(existsSync(path)).toBe(false);
  });

  it("are not added after the end, nor left if it comes while one is added", async () => {
    const adding = expect(files.add(pod)).rejects.toMatchObject({ code: "interrupted" });
    await files.close();
    await adding;
    await expect(files.add(pod)).rejects.toMatchObject({ code: "interrupted" });
    expect(await folder.list()).toEqual([]);
    expect(files.list()).toEqual([]);
  });

  it("pass on an error that is not of the file system", async () => {
    const stopped = await startDevCluster();
    await stopped.stop();
    const failure = new Error("no token");
    // No real cluster fails to create a token.
    const failing = { ...stopped, mintToken: () => Promise.reject(failure) };
    const other = new TokenFiles(failing, folder.path);
    await expect(other.add(pod)).rejects.toBe(failure);
    await other.close();
  });
});
