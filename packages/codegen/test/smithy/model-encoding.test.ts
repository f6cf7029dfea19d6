import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { expect, test } from "vitest";
import { readModelSource } from "../../src/smithy/model-source.ts";

const folder = useTempFolder("model-encoding");
const text = '$version: "2"\nnamespace org.acme\n';
const settings = JSON.stringify({ version: "1.0", sources: ["a.smithy"], imports: ["more"] });

test.each([
  ["a byte order mark", "a.smithy", Buffer.from(`\ufeff${text}`), "begins with a byte order mark"],
  ["UTF-16", "a.smithy", Buffer.from(`\ufeff${text}`, "utf16le"), "is UTF-16, and"],
  ["UTF-16 without a mark", "a.smithy", Buffer.from(text, "utf16le"), "is UTF-16, and"],
  ["Latin-1", "a.smithy", Buffer.from(`${text}// caf\xe9`, "latin1"), "is not UTF-8; "],
  [
    "a byte order mark in an imported folder",
    "more/b.json",
    Buffer.from("\ufeff{}"),
    "begins with a byte order",
  ],
])("a model file with %s is refused before Smithy reads it", async (_name, name, content, message) => {
  await folder.write("smithy-build.json", settings);
  await folder.write("a.smithy", text);
  await folder.write(name, content);
  await expect(readModelSource(folder.path)).rejects.toThrow(`${folder.resolve(name)} ${message}`);
});

test("a smithy-build.json can begin with a byte order mark, and name a path that does not exist", async () => {
  await folder.write("smithy-build.json", `\ufeff${settings}`);
  const { sources, imports } = await readModelSource(folder.path);
  expect({ sources, imports }).toEqual({
    sources: [folder.resolve("a.smithy")],
    imports: [folder.resolve("more")],
  });
});
