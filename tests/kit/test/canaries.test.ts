import { expect, test } from "vitest";
import { Canaries } from "../src/canaries.ts";
import { createSelfSignedCertificate } from "../src/self-signed-certificate.ts";

const secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const { certificate, privateKey } = createSelfSignedCertificate("example");
const canaries = new Canaries();
canaries.add("key", secret);
canaries.addPrivateKeys("private key", privateKey);

test.each([
  ["as it is", `before ${secret} after`],
  ["in part", secret.slice(11, 27)],
  ["as JSON", JSON.stringify({ text: `"${secret}` })],
  ["in a URL", `?key=${encodeURIComponent(secret)}`],
  ["in base64", Buffer.from(secret).toString("base64")],
  ["in base64 after another text", Buffer.from(`a:${secret}`).toString("base64")],
  ["in base64url after another text", Buffer.from(`aws:${secret}`).toString("base64url")],
  ["in hex", Buffer.from(secret).toString("hex")],
])("a secret is found %s", (_how, text) => {
  expect(canaries.find(text)).toEqual(["key"]);
});

test("of a private key only the private number counts", () => {
  const [begin = "", first = "", second = ""] = privateKey.split("\n");
  expect(canaries.find(certificate)).toEqual([]);
  expect(canaries.find(`${begin}\n${first.slice(0, 48)}`)).toEqual([]);
  expect(canaries.find(first)).toEqual(["private key"]);
  expect(canaries.find(second)).toEqual(["private key"]);
});

test("shorter parts and other texts are not found", () => {
  expect(canaries.find(`${secret.slice(0, 15)} wJalr`)).toEqual([]);
  expect(() => canaries.add("short", "canary")).toThrow("too short");
});
