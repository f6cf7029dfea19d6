import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/load-config.ts";

let directory: string;
let path: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "config-"));
  path = join(directory, "eks-auth.yaml");
});
afterAll(() => rm(directory, { recursive: true }));

async function load(text: string) {
  await writeFile(path, text);
  return loadConfig(path);
}

const least = `credentials:
  embedded:
    keyFile: state/session-key.pem
clusters:
  - name: edge
    region: eu-west-1
    accountId: "111122223333"
    issuer: https://issuer.example
    associations: ../edge.yaml
`;

describe("a good file", () => {
  test("has its defaults filled in and its paths absolute", async () => {
    expect(await load(least)).toEqual({
      listen: { host: "127.0.0.1", port: 8480 },
      stateDirectory: undefined,
      credentials: { embedded: { keyFile: join(directory, "state/session-key.pem") } },
      clusters: [
        {
          name: "edge",
          region: "eu-west-1",
          accountId: "111122223333",
          issuer: "https://issuer.example",
          maxTokenLifetimeSeconds: 86_400,
          associations: join(directory, "../edge.yaml"),
          keys: undefined,
        },
      ],
    });
  });

  test("may say everything", async () => {
    const text = `listen: { host: "::1", port: 0 }
stateDirectory: /var/lib/eks-auth
credentials:
  sts: { region: eu-west-1, endpoint: "http://127.0.0.1:5000" }
  sessionNameTemplate: "{namespace}-{serviceAccount}"
clusters:
  - name: file
    region: us-gov-east-1
    accountId: "012345678901"
    issuer: kubernetes/serviceaccount
    keys: { file: jwks.json }
    maxTokenLifetimeSeconds: 172800
    associations: file.yaml
  - name: url
    region: cn-north-1
    accountId: "111122223333"
    issuer: https://kubernetes.default.svc.cluster.local
    keys: { url: "https://10.0.0.1:6443/openid/v1/jwks", caFile: ca.pem }
    associations: url.yaml
`;
    const { listen, stateDirectory, credentials, clusters } = await load(text);
    expect(listen).toEqual({ host: "::1", port: 0 });
    expect(stateDirectory).toBe("/var/lib/eks-auth");
    expect(credentials).toMatchObject({
      sts: { region: "eu-west-1", endpoint: "http://127.0.0.1:5000" },
      sessionNameTemplate: "{namespace}-{serviceAccount}",
    });
    expect(clusters).toMatchObject([
      {
        accountId: "012345678901",
        keys: { file: join(directory, "jwks.json") },
        maxTokenLifetimeSeconds: 172_800,
      },
      { keys: { url: "https://10.0.0.1:6443/openid/v1/jwks", caFile: join(directory, "ca.pem") } },
    ]);
  });
});

describe("a bad file is refused with file, line, what stands there and what is allowed", () => {
  test.each([
    [
      "an empty file",
      "",
      1,
      "the file is empty; it must have the keys clusters and credentials, and may have listen and stateDirectory. Add it.",
    ],
    ["no YAML", "credentials: [", 1, "this is not YAML: "],
    [
      "an unknown key",
      `${least}secretAccessKey: abc\n`,
      10,
      'the file has the key "secretAccessKey", which is not known. Remove it, or correct its spelling.',
    ],
    [
      "an account without quotes",
      least.replace('"111122223333"', "111122223333"),
      7,
      'clusters[0].accountId is the number 111122223333; it must be the twelve digits of an AWS account, in quotes: "111122223333". Correct it.',
    ],
    [
      "a cluster's name that no caller can send",
      least.replace("edge\n", "-edge\n"),
      5,
      'clusters[0].name is "-edge"; it must be a cluster\'s name: ',
    ],
    [
      "no region",
      least.replace("    region: eu-west-1\n", ""),
      5,
      "clusters[0].region is missing; it must be an AWS region, such as eu-west-1. Add it.",
    ],
    [
      "an address that others reach",
      `${least}listen: { host: 0.0.0.0 }\n`,
      10,
      'listen.host is "0.0.0.0"; it must be a loopback address, for callers are not authenticated yet: 127.0.0.1, ::1 or localhost. Correct it.',
    ],
    [
      "a port out of range",
      `${least}listen:\n  port: 65536\n`,
      11,
      "listen.port is the number 65536; it must be a whole number from 0 to 65535. Correct it.",
    ],
    [
      "two sources of credentials",
      least.replace("credentials:\n", "credentials:\n  sts: { region: eu-west-1 }\n"),
      2,
      "credentials is a map; it must have one of the keys sts and embedded. Correct it.",
    ],
    [
      "no source of credentials",
      least.replace(/ {2}embedded:\n.*\n/, "  sessionNameTemplate: a\n"),
      2,
      "credentials is a map; it must have one of the keys sts and embedded. Correct it.",
    ],
    [
      "an issuer whose keys nobody can be asked for",
      least.replace("https://issuer.example", "kubernetes/serviceaccount"),
      8,
      'clusters[0].issuer is "kubernetes/serviceaccount"; it must be an https URL unless keys says where its keys are; http is allowed for loopback addresses alone. Correct it.',
    ],
    [
      "keys over http",
      `${least}    keys: { url: "http://issuer.example/jwks" }\n`,
      10,
      'clusters[0].keys.url is "http://issuer.example/jwks"; it must be an https URL; http is allowed for loopback addresses alone. Correct it.',
    ],
    [
      "keys at two places",
      `${least}    keys: { file: a.json, url: "https://issuer.example/jwks" }\n`,
      10,
      "clusters[0].keys is a map; it must have either the key file, or url and caFile. Correct it.",
    ],
    [
      "a life of tokens that is no number",
      `${least}    maxTokenLifetimeSeconds: 1h\n`,
      10,
      'clusters[0].maxTokenLifetimeSeconds is "1h"; it must be a whole number of seconds from 600 to 604800. Correct it.',
    ],
    [
      "a template of session names with an unknown placeholder",
      least.replace("credentials:\n", 'credentials:\n  sessionNameTemplate: "{node}"\n'),
      2,
      'credentials.sessionNameTemplate is "{node}"; it must be made of {cluster}, {namespace}, {serviceAccount}, {pod}, {uuid}, letters, digits and _+=,.@-. Correct it.',
    ],
    [
      "two clusters of one name",
      `${least}  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "https://b.example", associations: b.yaml }\n`,
      10,
      "clusters[1] is called edge, as the one at line 5 is; callers tell clusters apart by name alone. Rename one of the two.",
    ],
  ])("%s", async (_what, text, line, message) => {
    await expect(load(text)).rejects.toThrow(`${path}:${line}: ${message}`);
  });

  test("all of its problems at once, in their order", async () => {
    await expect(load("credentials: {}\nclusters: none\n")).rejects.toThrow(
      /:1: .*\n.*:2: clusters is "none"; it must be a list of clusters/,
    );
  });

  test("which isn't there", async () => {
    await expect(loadConfig(join(directory, "none.yaml"))).rejects.toThrow(
      "none.yaml: the file can't be read (ENOENT).",
    );
  });
});
