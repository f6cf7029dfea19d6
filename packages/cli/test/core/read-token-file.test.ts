import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { describe, expect, it } from "vitest";
import { readTokenFile } from "../../src/core/read-token-file.ts";

describe("readTokenFile", () => {
  it.each([
    ["a.b.c", "a.b.c", undefined],
    ["\n", "", { code: "empty" }],
    ["a.b.c\n", "a.b.c", { code: "whitespace" }],
    [" a.b.c", "a.b.c", { code: "whitespace" }],
    ["Bearer a.b.c", "Bearer a.b.c", { code: "malformed" }],
  ])("reads %j", async (content, text, problem) => {
    await using folder = await makeTempFolder();
    expect(await readTokenFile(await folder.write("token", content))).toEqual({ text, problem });
  });

  it("returns why a file can't be read", async () => {
    await using folder = await makeTempFolder();
    expect(await readTokenFile(folder.resolve("none"))).toEqual({
      text: "",
      problem: { code: "unreadable", error: expect.objectContaining({ systemCode: "ENOENT" }) },
    });
    for (const path of [folder.path, await folder.makePipe("pipe")]) {
      expect((await readTokenFile(path)).problem).toMatchObject({ error: { code: "file_not_regular" } });
    }
  });
});
