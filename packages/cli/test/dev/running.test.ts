import { chmod, mkdir, readdir } from "node:fs/promises";
import { createServer } from "node:net";
import { type LoopbackServer, listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findRunningDev, registerDev } from "../../src/dev/running.ts";

describe("a development environment that runs", () => {
  let folder: TempFolder;
  let agent: LoopbackServer;
  let addresses: { agentUrl: string; stsUrl: string; tokenFile: string };

  beforeEach(async () => {
    folder = await makeTempFolder();
    vi.stubEnv("TMPDIR", folder.path);
    agent = await listenOnLoopback(createServer());
    addresses = {
      agentUrl: `http://127.0.0.1:${agent.port}`,
      stsUrl: "http://127.0.0.1:8482",
      tokenFile: "/tmp/dev/token",
    };
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await agent[Symbol.asyncDispose]();
    await folder.remove();
  });

  const notFound = (message: string) => ({
    code: "dev_not_found",
    message: expect.stringContaining(message),
  });

  /** The files of the registry. */
  async function listFiles(): Promise<string[]> {
    const [directory = ""] = await folder.list();
    return readdir(folder.resolve(directory));
  }

  it("is found by its port, and not after its end", async () => {
    const registration = await registerDev("http://127.0.0.1:9000", addresses);
    expect(await findRunningDev(9000)).toMatchObject(addresses);
    await expect(findRunningDev(8480)).rejects.toMatchObject(
      notFound("no eks-auth dev of this user runs on port 8480. Use --port: one runs on 9000."),
    );
    await registration.remove();
    await expect(findRunningDev(9000)).rejects.toMatchObject(notFound("Start it in another shell."));
  });

  it("is found without a port if it is the only one, or on port 8480", async () => {
    await registerDev("http://127.0.0.1:9000", addresses);
    expect(await findRunningDev(undefined)).toMatchObject(addresses);
    await registerDev("http://127.0.0.1:9001", addresses);
    await expect(findRunningDev(undefined)).rejects.toMatchObject(notFound("one runs on 9000, 9001."));
    await registerDev("http://127.0.0.1:8480", { ...addresses, tokenFile: "/tmp/other" });
    expect(await findRunningDev(undefined)).toMatchObject({ tokenFile: "/tmp/other" });
  });

  it("is not found if it was killed, and its file is removed", async () => {
    await registerDev("http://127.0.0.1:8480", addresses);
    await agent[Symbol.asyncDispose]();
    await expect(findRunningDev(8480)).rejects.toMatchObject(notFound("Start it in another shell."));
    expect(await listFiles()).toEqual([]);
  });

  it.each(["", "{}", "[]", "null", '{"pid":1.5}', '{"pid":1,"agentUrl":"http://127.0.0.1:1"}'])(
    "ignores a file with %j",
    async (text) => {
      await registerDev("http://127.0.0.1:8480", addresses);
      const [directory = ""] = await folder.list();
      await folder.write(`${directory}/9000.json`, text);
      expect(await findRunningDev(undefined)).toMatchObject(addresses);
      expect(await listFiles()).toEqual(["8480.json"]);
    },
  );

  it.runIf(process.geteuid)("is not looked for in a directory that others can write", async () => {
    const directory = folder.resolve(`eks-auth-dev-of-${process.geteuid?.()}`);
    await mkdir(directory);
    await chmod(directory, 0o770);
    const unsafe = {
      code: "unwritable",
      message: expect.stringContaining("is not a directory that only this user"),
    };
    await expect(findRunningDev(8480)).rejects.toMatchObject(unsafe);
    await expect(registerDev("http://127.0.0.1:8480", addresses)).rejects.toMatchObject(unsafe);
  });
});
