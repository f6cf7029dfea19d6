import { join } from "node:path";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/load-config.ts";

const folder = useTempFolder("config");
const path = folder.resolve("eks-auth.yaml");

async function load(text: string) {
  await folder.write("eks-auth.yaml", text);
  return loadConfig(path);
}

const minimal = `credentials:
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
  test("gets its defaults and absolute paths", async () => {
    expect(await load(minimal)).toEqual({
      listen: { host: "127.0.0.1", port: 8480, insecure: false, maxConnectionsPerAddress: 1024 },
      admin: { enabled: true, host: "127.0.0.1", console: false },
      limits: {
        perCaller: { perSecond: 20, burst: 500 },
        perCluster: { perSecond: 500, burst: 5_000 },
        maxConcurrentRequests: 1_000,
      },
      denyListFile: undefined,
      stateDirectory: undefined,
      files: { allowGroupWrite: false },
      credentials: { embedded: { keyFile: join(folder.path, "state/session-key.pem") } },
      clusters: [
        {
          name: "edge",
          region: "eu-west-1",
          accountId: "111122223333",
          issuer: "https://issuer.example",
          maxTokenLifetimeSeconds: 86_400,
          shrinkGrace: 60,
          revocationFailurePolicy: "Fail",
          apiServer: undefined,
          associations: join(folder.path, "../edge.yaml"),
          keys: undefined,
          allowGroupWrite: false,
        },
      ],
    });
  });

  test("can have every key", async () => {
    const text = `listen:
  host: "::"
  port: 0
  publicHosts: [eks-auth.example.org, 192.0.2.1]
  trustedProxies: [10.0.0.0/8, "fd00::/8", 192.0.2.1]
  tls: { certificateFile: tls.crt, keyFile: tls.key, maxConnectionsPerSecondPerAddress: 1000 }
  maxConnectionsPerAddress: 4096
callers:
  sigv4:
    region: eu-west-1
    callers: [{ name: signs, keyFiles: [a.yaml, /b.yaml], clusters: all }]
  certificate:
    caFile: callers.pem
    callers:
      - { name: one, spiffeId: "spiffe://example.org/agent", clusters: all }
      - { name: two, subject: "CN=two", clusters: [file], node: node-1 }
limits:
  perCaller: { perSecond: 1, burst: 2 }
  perCluster: { perSecond: 3, burst: 4 }
  maxConcurrentRequests: 5
denyListFile: deny.yaml
stateDirectory: /var/lib/eks-auth
files: { allowGroupWrite: true }
credentials:
  sts: { region: eu-west-1, endpoint: "http://127.0.0.1:5000" }
  sessionNameTemplate: "{namespace}-{serviceAccount}"
clusters:
  - name: file
    region: us-gov-east-1
    accountId: "012345678901"
    partition: aws-new
    issuer: kubernetes/serviceaccount
    keys: { file: jwks.json }
    maxTokenLifetimeSeconds: 172800
    shrinkGrace: 0
    associations: file.yaml
    associationsMustExist: true
  - name: url
    region: cn-north-1
    accountId: "111122223333"
    issuer: https://kubernetes.default.svc.cluster.local
    keys: { url: "https://10.0.0.1:6443/openid/v1/jwks", caFile: ca.pem }
    associations: url.yaml
    apiServer: { url: "https://10.0.0.1:6443", caFile: ca.pem, tokenFile: reviewer.token }
    revocation: tokenReview
    revocationFailurePolicy: Ignore
`;
    const { listen, callers, limits, denyListFile, stateDirectory, files, credentials, clusters } =
      await load(text);
    expect(limits).toEqual({
      perCaller: { perSecond: 1, burst: 2 },
      perCluster: { perSecond: 3, burst: 4 },
      maxConcurrentRequests: 5,
    });
    expect(denyListFile).toBe(join(folder.path, "deny.yaml"));
    expect(listen).toEqual({
      host: "::",
      port: 0,
      publicHosts: ["eks-auth.example.org", "192.0.2.1"],
      trustedProxies: ["10.0.0.0/8", "fd00::/8", "192.0.2.1"],
      tls: {
        certificateFile: join(folder.path, "tls.crt"),
        keyFile: join(folder.path, "tls.key"),
        maxConnectionsPerSecondPerAddress: 1000,
      },
      insecure: false,
      maxConnectionsPerAddress: 4096,
    });
    expect(callers?.certificate).toEqual({
      caFile: join(folder.path, "callers.pem"),
      callers: [
        { name: "one", spiffeId: "spiffe://example.org/agent", clusters: "all" },
        { name: "two", subject: "CN=two", clusters: ["file"], node: "node-1" },
      ],
    });
    expect(callers?.sigv4).toEqual({
      region: "eu-west-1",
      callers: [{ name: "signs", keyFiles: [join(folder.path, "a.yaml"), "/b.yaml"], clusters: "all" }],
    });
    expect(stateDirectory).toBe("/var/lib/eks-auth");
    expect(files).toEqual({ allowGroupWrite: true });
    expect(credentials).toMatchObject({
      sts: { region: "eu-west-1", endpoint: "http://127.0.0.1:5000" },
      sessionNameTemplate: "{namespace}-{serviceAccount}",
    });
    expect(clusters).toMatchObject([
      {
        accountId: "012345678901",
        partition: "aws-new",
        keys: { file: join(folder.path, "jwks.json") },
        maxTokenLifetimeSeconds: 172_800,
        allowGroupWrite: true,
        shrinkGrace: 0,
        associationsMustExist: true,
      },
      {
        keys: { url: "https://10.0.0.1:6443/openid/v1/jwks", caFile: join(folder.path, "ca.pem") },
        apiServer: {
          url: "https://10.0.0.1:6443",
          caFile: join(folder.path, "ca.pem"),
          tokenFile: join(folder.path, "reviewer.token"),
        },
        revocation: "tokenReview",
        revocationFailurePolicy: "Ignore",
      },
    ]);
  });

  test("can leave to the API server what it knows", async () => {
    const text = `denyListConfigMap: { cluster: edge, namespace: eks-auth, name: eks-auth-deny-list }
credentials: { embedded: { keyFile: k } }
clusters:
  - name: edge
    region: eu-west-1
    accountId: "111122223333"
    apiServer: {}
    associationResources: {}
  - name: other
    region: eu-west-1
    accountId: "111122223333"
    apiServer: { url: "https://10.0.0.1:6443", tokenFile: token }
    associationResources:
      namespaceRoles:
        - { namespaces: [shop, "team-*"], roles: ["arn:aws:iam::111122223333:role/team-*"] }
`;
    const { denyListConfigMap, clusters } = await load(text);
    expect(denyListConfigMap).toEqual({
      cluster: "edge",
      namespace: "eks-auth",
      name: "eks-auth-deny-list",
    });
    expect(clusters).toMatchObject([
      { apiServer: {}, associationResources: { namespaceRoles: [] } },
      {
        apiServer: { url: "https://10.0.0.1:6443", tokenFile: join(folder.path, "token") },
        associationResources: {
          namespaceRoles: [
            { namespaces: ["shop", "team-*"], roles: ["arn:aws:iam::111122223333:role/team-*"] },
          ],
        },
      },
    ]);
  });
});

describe("a bad file is rejected with its path and line, what was found and what is allowed", () => {
  test.each([
    [
      "an empty file",
      "",
      1,
      "the file is empty; it must have the keys clusters and credentials, and can have listen, callers, eksApi, audit, admin, limits, denyListFile or denyListConfigMap, stateDirectory and files. Add it.",
    ],
    ["not YAML", "credentials: [", 1, "this is not YAML: "],
    [
      "an unknown key",
      `${minimal}secretAccessKey: abc\n`,
      10,
      'the file has the unknown key "secretAccessKey". Remove it, or correct its spelling.',
    ],
    [
      "an account without quotes",
      minimal.replace('"111122223333"', "111122223333"),
      7,
      'clusters[0].accountId is the number 111122223333; it must be the 12 digits of an AWS account, in quotes: "111122223333". Correct it.',
    ],
    [
      "a malformed cluster name",
      minimal.replace("edge\n", "-edge\n"),
      5,
      'clusters[0].name is "-edge"; it must be a cluster\'s name: ',
    ],
    [
      "a console without an admin port",
      `${minimal}admin: { enabled: false, console: true }\n`,
      10,
      "admin.console is the boolean true; it must come with enabled: true. Correct it.",
    ],
    [
      "no region",
      minimal.replace("    region: eu-west-1\n", ""),
      5,
      "clusters[0].region is missing; it must be an AWS region, such as eu-west-1. Add it.",
    ],
    [
      "a malformed partition",
      `${minimal}    partition: AWS\n`,
      10,
      'clusters[0].partition is "AWS"; it must be an AWS partition, such as aws-eusc. Correct it.',
    ],
    [
      "a limit without a burst",
      `${minimal}limits: { perCaller: { perSecond: 5 } }\n`,
      10,
      "limits.perCaller.burst is missing; it must be a whole number from 1 to 1000000. Add it.",
    ],
    [
      "a limit of no request",
      `${minimal}limits: { maxConcurrentRequests: 0 }\n`,
      10,
      "limits.maxConcurrentRequests is the number 0; it must be a whole number from 1 to 4096. Correct it.",
    ],
    [
      "token reviews without an API server",
      `${minimal}    revocation: tokenReview\n`,
      5,
      "clusters[0].apiServer is missing; it must be set, because revocation is tokenReview: the API server is asked. Add it.",
    ],
    [
      "association resources without an API server",
      minimal.replace("associations: ../edge.yaml", "associationResources: {}"),
      5,
      "clusters[0].apiServer is missing; it must be set, because associationResources is: they are resources of the API server. Add it.",
    ],
    [
      "no issuer and no API server",
      minimal.replace("    issuer: https://issuer.example\n", ""),
      5,
      "clusters[0].apiServer is missing; it must be set, because issuer is not: the API server is asked for it. Add it.",
    ],
    [
      "associations in a file and as resources",
      `${minimal}    associationResources: {}\n    apiServer: {}\n`,
      5,
      "clusters[0] is a map; it must have either the key associations, or associationResources. Correct it.",
    ],
    [
      "no associations",
      minimal.replace("    associations: ../edge.yaml\n", ""),
      5,
      "clusters[0] is a map; it must have either the key associations, or associationResources. Correct it.",
    ],
    [
      "an API server's URL without a token",
      `${minimal}    apiServer: { url: "https://10.0.0.1:6443" }\n`,
      10,
      "clusters[0].apiServer.tokenFile is missing; it must be a file's path, because there is a url: the token of the pod's service account is only for the API server of its own cluster. Add it.",
    ],
    [
      "roles of a malformed namespace",
      `${minimal.replace("associations: ../edge.yaml", "apiServer: {}")}    associationResources:\n      namespaceRoles: [{ namespaces: [Shop], roles: ["arn:aws:iam::111122223333:role/a"] }]\n`,
      11,
      'clusters[0].associationResources.namespaceRoles[0].namespaces[0] is "Shop"; it must be the name of a namespace, in which "*" and "?" can replace characters: team-*. Correct it.',
    ],
    [
      "two deny lists",
      `${minimal}denyListFile: deny.yaml\ndenyListConfigMap: { cluster: edge, namespace: a, name: b }\n`,
      11,
      "denyListConfigMap is a map; it must not be set, because denyListFile is. Correct it.",
    ],
    [
      "a deny list in an unknown cluster",
      `${minimal}denyListConfigMap: { cluster: egde, namespace: a, name: b }\n`,
      10,
      "denyListConfigMap is in the cluster egde, which is not one of clusters. Correct the name.",
    ],
    [
      "a deny list in a cluster without an API server",
      `${minimal}denyListConfigMap: { cluster: edge, namespace: a, name: b }\n`,
      10,
      "denyListConfigMap is in the cluster edge, which has no apiServer to read it from. Set its apiServer, or use denyListFile.",
    ],
    [
      "an API server over plain HTTP",
      `${minimal}    apiServer: { url: "http://10.0.0.1", tokenFile: t }\n`,
      10,
      'clusters[0].apiServer.url is "http://10.0.0.1"; it must be an https URL; http is allowed only for loopback addresses. Correct it.',
    ],
    [
      "a file rule that is not one",
      `${minimal}files: { allowGroupWrite: fsGroup }\n`,
      10,
      'files.allowGroupWrite is "fsGroup"; it must be true or false. Correct it.',
    ],
    [
      "a host that is not an address",
      `${minimal}listen: { host: eks-auth.example.org }\n`,
      10,
      'listen.host is "eks-auth.example.org"; it must be an IP address of this machine, or localhost: 127.0.0.1. Correct it.',
    ],
    [
      "a public host with a port",
      `${minimal}listen: { publicHosts: ["eks-auth.example.org:443"] }\n`,
      10,
      'listen.publicHosts[0] is "eks-auth.example.org:443"; it must be a host name or an IP address, without a scheme and a port: eks-auth.example.org. Correct it.',
    ],
    [
      "a range of proxies that is too long",
      `${minimal}listen: { trustedProxies: [10.0.0.0/33] }\n`,
      10,
      'listen.trustedProxies[0] is "10.0.0.0/33"; it must be an IP address or a CIDR range: 10.0.0.0/8. Correct it.',
    ],
    [
      "a port out of range",
      `${minimal}listen:\n  port: 65536\n`,
      11,
      "listen.port is the number 65536; it must be a whole number from 0 to 65535. Correct it.",
    ],
    [
      "two credential issuers",
      minimal.replace("credentials:\n", "credentials:\n  sts: { region: eu-west-1 }\n"),
      2,
      "credentials is a map; it must have one of the keys sts and embedded. Correct it.",
    ],
    [
      "no credential issuer",
      minimal.replace(/ {2}embedded:\n.*\n/, "  sessionNameTemplate: a\n"),
      2,
      "credentials is a map; it must have one of the keys sts and embedded. Correct it.",
    ],
    [
      "an issuer that is not a URL, without keys",
      minimal.replace("https://issuer.example", "kubernetes/serviceaccount"),
      8,
      'clusters[0].issuer is "kubernetes/serviceaccount"; it must be an https URL unless keys has a file or url; http is allowed only for loopback addresses. Correct it.',
    ],
    [
      "keys over http",
      `${minimal}    keys: { url: "http://issuer.example/jwks" }\n`,
      10,
      'clusters[0].keys.url is "http://issuer.example/jwks"; it must be an https URL; http is allowed only for loopback addresses. Correct it.',
    ],
    [
      "keys in a file and at a URL",
      `${minimal}    keys: { file: a.json, url: "https://issuer.example/jwks" }\n`,
      10,
      "clusters[0].keys is a map; it must have either the key file, or url and caFile. Correct it.",
    ],
    [
      "a token lifetime that is not a number",
      `${minimal}    maxTokenLifetimeSeconds: 1h\n`,
      10,
      'clusters[0].maxTokenLifetimeSeconds is "1h"; it must be a whole number of seconds from 600 to 604800. Correct it.',
    ],
    ...[
      "*",
      "role/cart",
      "arn:aws:iam::111122223333:policy/x",
      "arn:aws:sts::*:role/x",
      "arn:aws:iam:*:*:role/x",
    ].map((glob): [string, string, number, string] => [
      `an allowed role that is ${glob}`,
      `${minimal}    allowedRoles: ["${glob}"]\n`,
      10,
      `clusters[0].allowedRoles[0] is "${glob}"; it must be the ARN of an IAM role, in which * and ? can replace characters: arn:aws:iam::111122223333:role/team-*. Correct it.`,
    ]),
    [
      "no allowed role",
      `${minimal}    allowedRoles: []\n`,
      10,
      "clusters[0].allowedRoles is a list; it must be a list with at least one ARN; without it, every role is allowed. Correct it.",
    ],
    [
      "a template of session names with an unknown placeholder",
      minimal.replace("credentials:\n", 'credentials:\n  sessionNameTemplate: "{node}"\n'),
      2,
      'credentials.sessionNameTemplate is "{node}"; it must consist of {cluster}, {namespace}, {serviceAccount}, {pod}, {uuid}, letters, digits and _+=,.@-. Correct it.',
    ],
    [
      "two clusters with the same name",
      `${minimal}  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "https://b.example", associations: b.yaml }\n`,
      10,
      "clusters[1] has the name edge, like the one at line 5; names must be unique. Rename one of the two.",
    ],
  ])("%s", async (_what, text, line, message) => {
    await expect(load(text)).rejects.toThrow(`${path}:${line}: ${message}`);
  });

  test("all problems are reported at once, in order", async () => {
    await expect(load("credentials: {}\nclusters: none\n")).rejects.toThrow(
      /:1: .*\n.*:2: clusters is "none"; it must be a list of clusters/,
    );
  });

  test("a file above 1 MiB", async () => {
    await expect(load(`${minimal}#${"x".repeat(1_048_576)}`)).rejects.toThrow(
      `${path}: the file is larger than 1024 KiB.`,
    );
  });

  test("a file that does not exist", async () => {
    await expect(loadConfig(join(folder.path, "none.yaml"))).rejects.toThrow(
      "none.yaml: the file can't be read (ENOENT).",
    );
  });
});
