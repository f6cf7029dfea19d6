import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { expect, test } from "vitest";
import { UnusableFileError } from "../../src/files/file-error.ts";
import { denyListSchema, loadDenyList } from "../../src/revocation/deny-list-file.ts";
import { formatSchema } from "../validation/format-schema.ts";

const folder = useTempFolder("eks-auth-deny");

async function problemsOf(text: string): Promise<string> {
  const path = await folder.write("deny.yaml", text);
  const error = await loadDenyList(path).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UnusableFileError);
  return (error as Error).message.replaceAll(folder.path, "FOLDER");
}

test("a file has entries of each kind", async () => {
  const path = await folder.write(
    "deny.yaml",
    `denied:
  - { keyId: key-0, cluster: edge }
  - { tokenId: id-0 }
  - podUid: uid-0
    reason: incident 17
  - serviceAccount: shop/cart
`,
  );
  expect((await loadDenyList(path)).entries).toEqual([
    { keyId: "key-0", cluster: "edge" },
    { tokenId: "id-0" },
    { podUid: "uid-0", reason: "incident 17" },
    { serviceAccount: "shop/cart" },
  ]);
  await folder.write("deny.yaml", "denied: []");
  expect((await loadDenyList(path)).entries).toEqual([]);
});

test.each([
  ["", "FOLDER/deny.yaml:1: the file is empty; it must have the key denied, and no other. Add it."],
  [
    "denied:\n  - { keyId: a, podUid: b }",
    "FOLDER/deny.yaml:2: denied[0] is a map; it must have exactly one of keyId, tokenId, podUid, serviceAccount. Correct it.",
  ],
  [
    "denied:\n  - { reason: a }",
    "FOLDER/deny.yaml:2: denied[0] is a map; it must have exactly one of keyId, tokenId, podUid, serviceAccount. Correct it.",
  ],
  [
    "denied:\n  - { serviceAccount: cart }",
    'FOLDER/deny.yaml:2: denied[0].serviceAccount is "cart"; it must be a namespace and the name of a service account: shop/cart. Correct it.',
  ],
  [
    "denied:\n  - { serviceAccount: a/b/c }",
    'FOLDER/deny.yaml:2: denied[0].serviceAccount is "a/b/c"; it must be a namespace and the name of a service account: shop/cart. Correct it.',
  ],
  [
    "denied:\n  - { podUid: a, pod: b }",
    'FOLDER/deny.yaml:2: denied[0] has the unknown key "pod". Remove it, or correct its spelling.',
  ],
  ["denied: { podUid: a }", "FOLDER/deny.yaml:1: denied is a map; it must be a list of entries. Correct it."],
])("refuses %j", async (text, message) => expect(await problemsOf(text)).toBe(message));

test("the published schema is that of the service", async () => {
  const schema = formatSchema(denyListSchema, {
    id: "deny-list",
    title: "Deny list of eks-auth",
    description: "Tokens that are refused although they are valid.",
  });
  // `vitest run -u` updates it.
  await expect(schema).toMatchFileSnapshot("../../schemas/deny-list.schema.json");
});
