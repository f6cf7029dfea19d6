import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { describe, expect, it } from "vitest";
import { isTokenFormat, looksLikeToken, readTokenFile, redactTokens } from "../../src/core/token-text.ts";

it.each([
  ["a.b.c", true],
  ["a.b", false],
  ["a.b.c.d", false],
  ["a.b.c\n", false],
  ["Bearer a.b.c", false],
])("isTokenFormat(%j) is %s", (text, expected) => {
  expect(isTokenFormat(text)).toBe(expected);
});

it.each([
  ["eyJh.b.c", true],
  [" bearer eyJh.b.c\n", true],
  ["eyJh.b.", true],
  ["token.b.c", false],
  ["./eyJh", false],
])("looksLikeToken(%j) is %s", (text, expected) => {
  expect(looksLikeToken(text)).toBe(expected);
});

it("redacts every token of a text", () => {
  expect(redactTokens("no eyJh.b.c, no 'eyJh.b-_=.c'")).toBe("no [a token], no '[a token]'");
});

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
