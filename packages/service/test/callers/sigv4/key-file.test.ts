import { chmod } from "node:fs/promises";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { expect, test } from "vitest";
import { parseAccessKey } from "../../../src/callers/sigv4/key-file.ts";
import { UnusableFileError } from "../../../src/files/file-error.ts";
import { readUsableFile } from "../../../src/files/read-usable-file.ts";

const accessKeyId = "EDGEEXAMPLE000000001";
const canary = "canary-5e1b2c9f0d7a4e63b8c1f2a3d4e5f607";
const folder = useTempFolder("access-key-file");

function parse(text: string) {
  return parseAccessKey(Buffer.from(text), "edge.yaml");
}

test.for([
  ["YAML", `accessKeyId: ${accessKeyId}\nsecretAccessKey: "${canary}"\n`],
  ["JSON", JSON.stringify({ accessKeyId, secretAccessKey: canary })],
])("%s is read", ([, text = ""]) => {
  expect(parse(text)).toEqual({ accessKeyId, secretAccessKey: canary });
});

test("a session token is read", () => {
  const sessionToken = "token";
  expect(parse(JSON.stringify({ accessKeyId, secretAccessKey: canary, sessionToken }))).toMatchObject({
    sessionToken,
  });
});

test.for([
  ["an empty file", "", "edge.yaml:1: the file is not a map"],
  ["a text", canary, "edge.yaml:1: the file is not a map"],
  [
    "another key",
    `accessKeyId: ${accessKeyId}\n${canary}: a\nsecretAccessKey: "${canary}"`,
    "edge.yaml:1: the file has another key",
  ],
  [
    "no secret",
    `accessKeyId: ${accessKeyId}`,
    "secretAccessKey is missing or not valid; it must be 32 to 256",
  ],
  [
    "a short secret",
    `accessKeyId: ${accessKeyId}\nsecretAccessKey: ${canary.slice(0, 31)}`,
    "edge.yaml:2: secretAccessKey",
  ],
  [
    "a space in the secret",
    `accessKeyId: ${accessKeyId}\nsecretAccessKey: "${canary} a"`,
    "edge.yaml:2: secretAccessKey",
  ],
  ["a secret as ID", `accessKeyId: "${canary}"\nsecretAccessKey: "${canary}"`, "edge.yaml:1: accessKeyId"],
  ["an alias", `accessKeyId: a\nsecretAccessKey: *${canary}`, "edge.yaml:2: this is not YAML or JSON"],
  ["a tag", `accessKeyId: a\nsecretAccessKey: !${canary} a`, "edge.yaml:2: this is not YAML or JSON"],
  ["a bracket", `{"secretAccessKey": "${canary}"]`, "edge.yaml:1: this is not YAML or JSON"],
])("%s is not valid, and the message quotes nothing of it", ([, text = "", problem = ""]) => {
  expect(() => parse(text)).toThrow(UnusableFileError);
  expect(() => parse(text)).toThrow(expect.objectContaining({ message: expect.stringContaining(problem) }));
  expect(() => parse(text)).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining(canary.slice(0, 12)) }),
  );
});

test("a file that all users can read is not trusted", async () => {
  await folder.write("edge.yaml", "{}");
  const path = folder.resolve("edge.yaml");
  await chmod(path, 0o644);
  await expect(readUsableFile(path, "accessKey")).rejects.toThrow("can be read by all users");
  await chmod(path, 0o640);
  expect((await readUsableFile(path, "accessKey")).toString()).toBe("{}");
});
