import { join } from "node:path";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { expect, test } from "vitest";
import { loadConfig } from "../../src/config/load-config.ts";

const folder = useTempFolder("eks-api-config");

async function load(eksApi: string) {
  const text = `credentials: { embedded: { keyFile: key.pem } }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "https://issuer.example", associations: edge.yaml }
eksApi: ${eksApi}
`;
  return loadConfig(await folder.write("eks-auth.yaml", text));
}

const key = (name: string, rights: string, file = `${name}.json`) =>
  `{ name: ${name}, keyFiles: [${file}], ${rights} }`;
const sigv4 = (...callers: string[]) => `sigv4: { region: eu-west-1, callers: [${callers.join(", ")}] }`;
const certificate = (...callers: string[]) =>
  `certificate: { caFile: ca.pem, callers: [${callers.join(", ")}] }`;
const tls = "tls: { certificateFile: tls.crt, keyFile: tls.key }";

test("a configuration with both methods has its defaults and absolute paths", async () => {
  const { eksApi } = await load(
    `{ ${tls}, callers: { ${sigv4(key("terraform", "write: [edge], read: all"))}, ${certificate('{ name: ci, spiffeId: "spiffe://example.org/ci", read: [edge] }')} } }`,
  );
  expect(eksApi).toEqual({
    host: "127.0.0.1",
    port: 8482,
    insecure: false,
    maxConnectionsPerAddress: 1024,
    tls: {
      certificateFile: join(folder.path, "tls.crt"),
      keyFile: join(folder.path, "tls.key"),
      maxConnectionsPerSecondPerAddress: 100,
    },
    callers: {
      sigv4: {
        region: "eu-west-1",
        callers: [
          {
            name: "terraform",
            keyFiles: [join(folder.path, "terraform.json")],
            write: ["edge"],
            read: "all",
          },
        ],
      },
      certificate: {
        caFile: join(folder.path, "ca.pem"),
        callers: [{ name: "ci", spiffeId: "spiffe://example.org/ci", read: ["edge"] }],
      },
    },
  });
});

test.each([
  ["no callers", "{ port: 0 }", "eksApi"],
  ["no method", "{ callers: {} }", "must have at least one of sigv4 and certificate"],
  [
    "a caller without a right",
    `{ callers: { ${sigv4(key("ci", "").replace(", }", " }"))} } }`,
    "read and write",
  ],
  ["no clusters", `{ callers: { ${sigv4(key("ci", "write: []"))} } }`, "must be all, or a list"],
  ["the right to exchange tokens", `{ callers: { ${sigv4(key("ci", "clusters: all"))} } }`, "clusters"],
  ["an unknown cluster to change", `{ callers: { ${sigv4(key("ci", "write: [lab]"))} } }`, "the cluster lab"],
  ["an unknown cluster to read", `{ callers: { ${sigv4(key("ci", "read: [lab]"))} } }`, "the cluster lab"],
  [
    "two callers with a name",
    `{ callers: { ${sigv4(key("ci", "read: all"), key("ci", "read: all", "b.json"))} } }`,
    "Two of eksApi.callers.sigv4.callers have the name ci",
  ],
  [
    "two callers with a key file",
    `{ callers: { ${sigv4(key("ci", "read: all"), key("b", "read: all", "ci.json"))} } }`,
    "is named twice",
  ],
  [
    "two callers with a subject",
    `{ ${tls}, callers: { ${certificate('{ name: a, subject: "CN=a", read: all }', '{ name: b, subject: "CN=a", read: all }')} } }`,
    "have the subject CN=a",
  ],
  [
    "a caller without an identity",
    `{ ${tls}, callers: { ${certificate("{ name: a, read: all }")} } }`,
    "spiffeId and subject",
  ],
  [
    "another address without TLS",
    `{ host: 192.0.2.1, callers: { ${sigv4(key("ci", "read: all"))} } }`,
    "Set eksApi.tls, or eksApi.insecure: true",
  ],
  [
    "all addresses without public hosts",
    `{ host: "::", insecure: true, callers: { ${sigv4(key("ci", "read: all"))} } }`,
    "Set eksApi.publicHosts",
  ],
  [
    "certificates without TLS",
    `{ callers: { ${certificate('{ name: a, subject: "CN=a", read: all }')} } }`,
    "eksApi.callers.certificate is set, but not eksApi.tls",
  ],
])("%s is refused", async (_, eksApi, message) => {
  await expect(load(eksApi)).rejects.toThrow(message);
});
