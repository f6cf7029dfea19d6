import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, readdir, stat } from "node:fs/promises";
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
    return (await readdir(folder.resolve(directory))).toSorted();
  }

  /** The number of a process that has ended. */
  async function getEndedPid(): Promise<number> {
    const child = spawn(process.execPath, ["--version"], { stdio: "ignore" });
    await once(child, "exit");
    return child.pid ?? 0;
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

  const ownFile = `8480-${process.pid}.json`;

  it("is not found if it was killed, and its file is removed", async () => {
    const pid = await getEndedPid();
    const registration = await registerDev("http://127.0.0.1:8480", addresses);
    const [directory = ""] = await folder.list();
    await folder.write(`${directory}/8480-${pid}.json`, await folder.read(`${directory}/${ownFile}`));
    await registration.remove();
    expect(await listFiles()).toEqual([`8480-${pid}.json`]);
    await expect(findRunningDev(8480)).rejects.toMatchObject(notFound("Start it in another shell."));
    expect(await listFiles()).toEqual([]);
  });

  it("is not found if it does not answer, but its file stays while its process runs", async () => {
    await registerDev("http://127.0.0.1:8480", addresses);
    await agent[Symbol.asyncDispose]();
    await expect(findRunningDev(8480)).rejects.toMatchObject(notFound("Start it in another shell."));
    expect(await listFiles()).toEqual([ownFile]);
  });

  it("replaces the files that others have left for its port", async () => {
    await registerDev("http://127.0.0.1:8480", { ...addresses, tokenFile: "/tmp/old" });
    const [directory = ""] = await folder.list();
    const old = await folder.read(`${directory}/${ownFile}`);
    await folder.write(`${directory}/8480-${process.ppid}.json`, old);
    await folder.write(`${directory}/84800-${process.ppid}.json`, old);
    await registerDev("http://127.0.0.1:8480", addresses);
    expect(await listFiles()).toEqual([ownFile, `84800-${process.ppid}.json`]);
    expect(await findRunningDev(8480)).toMatchObject(addresses);
  });

  it("can only be read by its owner, and leaves no other file", async () => {
    await registerDev("http://127.0.0.1:8480", addresses);
    const [directory = ""] = await folder.list();
    expect(await listFiles()).toEqual([ownFile]);
    expect((await stat(folder.resolve(`${directory}/${ownFile}`))).mode & 0o777).toBe(0o600);
  });

  it.each(["", "{}", "[]", "null", '{"agentUrl":"http://127.0.0.1:1"}', '{"agentUrl":1}'])(
    "ignores a file with %j",
    async (text) => {
      await registerDev("http://127.0.0.1:8480", addresses);
      const [directory = ""] = await folder.list();
      await folder.write(`${directory}/9000-${process.pid}.json`, text);
      expect(await findRunningDev(undefined)).toMatchObject(addresses);
      expect(await listFiles()).toEqual([ownFile, `9000-${process.pid}.json`]);
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
