import { loadAssociationFile, type ManagedAssociation } from "@eks-auth/service";
import {
  checkResourceInput,
  formatAssociationFile,
  formatManifests,
  type ResourceManifest,
} from "@eks-auth/service/kubernetes";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { toAssociations, toManifests } from "../../../src/association/kubernetes/convert.ts";
import { createResource, role, toResource } from "./create-resource.ts";

const cluster = { name: "edge", region: "eu-west-1", accountId: "111122223333" };

describe("toManifests", () => {
  it("reports a name that another resource has", () => {
    const glob = checkResourceInput({ namespace: "shop", serviceAccount: "*", roleArn: `${role}a` });
    const [manifest] = toManifests([glob]).converted;
    const name = manifest?.metadata.name ?? "";
    const exact = checkResourceInput({ namespace: "shop", serviceAccount: name, roleArn: `${role}a` });
    const { converted, problems } = toManifests([glob, exact]);
    expect(converted).toEqual([manifest]);
    expect(problems).toEqual([
      `shop/${name}: Its resource would have the same name as that of shop/*, ${name}. Create it with another name.`,
    ]);
  });
});

describe("toAssociations", () => {
  it("leaves out what is not used", () => {
    const used = createResource();
    const other = createResource({ name: "a", createdAt: 1, spec: { roleArn: `${role}other` } });
    const { converted, problems, notes } = toAssociations([other, used]);
    expect(converted.map(({ role: { arn } }) => arn)).toEqual([`${role}cart`]);
    expect(problems).toEqual([]);
    expect(notes).toEqual([
      "PodIdentityAssociation shop/a: PodIdentityAssociation shop/cart is used instead.",
    ]);
  });

  it("reports what the service refuses, because a file can allow it", () => {
    const { converted, problems } = toAssociations([createResource({ ready: "NotAllowedInNamespace" })]);
    expect(converted).toEqual([]);
    expect(problems).toEqual([
      "PodIdentityAssociation shop/cart: the service refuses it (NotAllowedInNamespace). The reason is NotAllowedInNamespace.",
    ]);
  });

  it("uses another resource for the same names instead of one that is not valid", () => {
    const invalid = createResource({ spec: { roleArn: "cart" }, ready: "Invalid" });
    const valid = createResource({ name: "b", createdAt: 1 });
    const { converted, problems } = toAssociations([invalid, valid]);
    expect(converted).toHaveLength(1);
    expect(problems).toEqual([expect.stringMatching(/^PodIdentityAssociation shop\/cart: .* is not valid/)]);
  });
});

const edge = fc.constantFrom(..."ab01*?");
const name = fc
  .tuple(edge, fc.string({ unit: fc.constantFrom(..."ab01-*?"), maxLength: 8 }), edge)
  .map((parts) => parts.join(""));
const statement = fc.dictionary(fc.string({ maxLength: 8 }), fc.string({ maxLength: 20 }), { maxKeys: 3 });
const policy = fc
  .array(statement, { maxLength: 2 })
  .map((Statement) => JSON.stringify({ Statement }))
  .filter((text) => /^[\t\n\r\x20-\xff]*$/.test(text) && !text.includes("__proto__"));

const tagText = fc.string({ unit: fc.constantFrom(..."a0: #*é\u{1f600}\"'"), minLength: 1, maxLength: 5 });

const association: fc.Arbitrary<ManagedAssociation> = fc
  .record({
    namespace: name,
    serviceAccount: name,
    roleArn: fc.constantFrom("a", "path/b").map((text) => role + text),
    targetRoleArn: fc.constantFrom(undefined, "arn:aws:iam::444455556666:role/data"),
    externalId: fc.constantFrom(undefined, "null", "0123", "shop/cart"),
    policy: fc.option(policy, { nil: undefined }),
    durationSeconds: fc.constantFrom(undefined, 900, 3600),
    tags: fc.option(fc.dictionary(tagText, tagText, { maxKeys: 3, noNullPrototype: true }), {
      nil: undefined,
    }),
  })
  .map(({ externalId, ...input }) =>
    checkResourceInput({
      ...input,
      ...(input.targetRoleArn !== undefined && { externalId }),
      disableSessionTags: input.policy !== undefined,
    }),
  );

const associations = fc.uniqueArray(association, {
  selector: ({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`,
  maxLength: 8,
});

test("a file that becomes resources and a file again has the same associations", async () => {
  await using folder = await makeTempFolder("eks-auth-export");
  const load = async (text: string) =>
    (await loadAssociationFile(await folder.write("edge.yaml", text), cluster)).associations;
  await fc.assert(
    fc.asyncProperty(associations, async (list) => {
      const before = await load(formatAssociationFile(list));
      const { converted, problems } = toManifests(before);
      expect(problems).toEqual([]);
      const documents = parseAllDocuments(formatManifests(converted));
      const resources = (Array.isArray(documents) ? documents : []).map((document) =>
        toResource(document.toJS() as ResourceManifest),
      );
      const back = toAssociations(resources);
      expect({ ...back, converted: back.converted.length }).toEqual({
        converted: list.length,
        problems: [],
        notes: [],
      });
      expect(await load(formatAssociationFile(back.converted))).toEqual(before);
    }),
  );
});
