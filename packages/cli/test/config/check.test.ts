import { chmod } from "node:fs/promises";
import { stubOwnCredentials } from "@eks-auth/test-kit/aws-environment";
import { runEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import { clearProxies } from "@eks-auth/test-kit/proxy-variables";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { failure, runInProcess } from "../support/run-in-process.ts";

clearProxies();

let folder: TempFolder;
let config: string;

beforeEach(async () => {
  folder = await makeTempFolder("eks-auth-config");
  config = folder.resolve("eks-auth.yaml");
});
afterEach(() => folder.remove());

async function writeFiles(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await folder.write(name, text);
  }
}

async function check(files: Readonly<Record<string, string>>, ...args: string[]) {
  await writeFiles(files);
  return runInProcess("config", "check", "--config", config, ...args);
}

const good = {
  "eks-auth.yaml": `credentials: { embedded: { keyFile: key.pem } }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "https://issuer.example", associations: edge.yaml }
  - { name: lab, region: eu-west-1, accountId: "111122223333", issuer: lab, keys: { file: lab.json }, associations: lab.yaml }
`,
  "edge.yaml":
    'associations: [{ namespace: a, serviceAccount: b, roleArn: "arn:aws:iam::111122223333:role/c" }]\n',
  "lab.yaml": "associations: []\n",
  "lab.json":
    '{"keys":[{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","kid":"1"}]}',
};
const bad = { ...good, "edge.yaml": "associations:\n  - namespace: A\n", "lab.json": "{}" };

/** @param more - further keys of the API server */
function withReviews(more: string): string {
  const apiServer = `apiServer: { url: "https://127.0.0.1:6443", tokenFile: reviewer.token${more} }`;
  return good["eks-auth.yaml"].replace(
    "associations: edge.yaml",
    `associations: edge.yaml, ${apiServer}, revocation: tokenReview`,
  );
}

describe("eks-auth config check", () => {
  test("prints a table of the clusters of a valid file", async () => {
    await writeFiles(good);
    const length = folder.path.length;
    expect(await runEksAuth("config", "check", "--config", config)).toMatchObject({
      exitCode: 0,
      stderr: "",
      stdout: `  address       http://127.0.0.1:8480
  callers       are not authenticated: only this machine can call, with a loopback address as the Host
  TLS           none: connections don't leave this machine
  admin         http://127.0.0.1:8481/healthz, /readyz and /metrics

CLUSTER  REGION     ACCOUNT       ISSUER                  KEYS${" ".repeat(length + 12)}ASSOCIATIONS
edge     eu-west-1  111122223333  https://issuer.example  by discovery${" ".repeat(length + 4)}1 in ${folder.path}/edge.yaml
lab      eu-west-1  111122223333  lab                     1 in ${folder.path}/lab.json  0 in ${folder.path}/lab.yaml

${config} can be used.
`,
    });
  });

  test("warns of an association file that does not exist yet", async () => {
    const { "edge.yaml": _, ...files } = good;
    const { exitCode, stdout, stderr } = await check(files);
    expect(exitCode).toBe(0);
    expect(stderr).toContain(
      `warning: cluster edge: ${folder.path}/edge.yaml does not exist, so there are no associations. `,
    );
    expect(stdout).toContain(` 0 in ${folder.path}/edge.yaml\n`);
  });

  test("reports an association file that does not exist, if the configuration says that it does", async () => {
    const { "edge.yaml": _, ...files } = good;
    const config = files["eks-auth.yaml"].replace(
      "associations: edge.yaml",
      "$&, associationsMustExist: true",
    );
    const { exitCode, stderr } = await check({ ...files, "eks-auth.yaml": config });
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`${folder.path}/edge.yaml: the file can't be read (ENOENT).`);
    expect(stderr).not.toContain("warning");
  });

  test("prints JSON", async () => {
    const { stdout, exitCode } = await check(good, "--json");
    expect(exitCode).toBe(0);
    const printed = JSON.parse(stdout);
    expect(printed.clusters[0], "a key of the file's top level").not.toHaveProperty("allowGroupWrite");
    expect(printed).toMatchObject({
      listen: { host: "127.0.0.1", port: 8480 },
      clusters: [
        { name: "edge", associations: { count: 1 } },
        { name: "lab", associations: { count: 0 }, keys: { usable: 1, unusable: [] } },
      ],
      problems: [],
      warnings: [],
    });
  });

  test("says what is read from an API server", async () => {
    const apiServer = `apiServer: { url: "https://127.0.0.1:6443", tokenFile: token }`;
    const deniedIn = "denyListConfigMap: { cluster: edge, namespace: eks-auth, name: deny }";
    const files = {
      "eks-auth.yaml": `${deniedIn}
credentials: { embedded: { keyFile: key.pem } }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", ${apiServer}, associationResources: {} }
`,
      token: "token",
    };
    const { exitCode, stdout } = await check(files);
    expect([exitCode, stdout]).toEqual([
      0,
      expect.stringMatching(/edge .* of https:\S+6443 +of https:\S+6443 +resources of https:\S+6443\n/),
    ]);
    expect(stdout).toContain("\n  deny list     ConfigMap eks-auth/deny of the cluster edge\n");
    expect(JSON.parse((await check(files, "--json")).stdout).clusters).toMatchObject([
      { apiServer: { url: "https://127.0.0.1:6443" }, associationResources: { namespaceRoles: [] } },
    ]);
  });

  test("refuses an API server's token that can't be read, and one of a pod outside of a pod", async () => {
    const cluster = `credentials: { embedded: { keyFile: key.pem } }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", associationResources: {}, apiServer: `;
    const given = { "eks-auth.yaml": `${cluster}{ url: "https://127.0.0.1:6443", tokenFile: none } }` };
    expect((await check(given)).stderr).toContain("none: the file can't be read (ENOENT)");
    vi.stubEnv("KUBERNETES_SERVICE_HOST", undefined);
    const { exitCode, stderr } = await check({ "eks-auth.yaml": `${cluster}{} }` });
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("this process is not in a pod")]);
  });

  test("says which keys can't be used, and why", async () => {
    const [key] = JSON.parse(good["lab.json"]).keys;
    const keySet = { keys: [key, { ...key, kid: undefined }, { ...key, kid: "2", d: "AA" }, key] };
    const files = { ...good, "lab.json": JSON.stringify(keySet) };
    const { stdout, stderr, exitCode } = await check(files);
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining(`1 in ${folder.path}/lab.json`)]);
    expect(stderr).toBe(
      `warning: cluster lab: ${folder.path}/lab.json: 2 of 3 keys can't be used: key 2 has no kid; key 3 (kid "2") is a private key, which others can have read; create a new one.\n`,
    );
    const { clusters, warnings } = JSON.parse((await check(files, "--json")).stdout);
    expect(clusters[1].keys).toMatchObject({
      usable: 1,
      unusable: [{ position: 2 }, { position: 3, kid: "2" }],
    });
    expect(warnings).toEqual([stderr.slice("warning: ".length, -1)]);
    expect((await check({ ...files, "lab.json": '{"keys":[]}' })).stderr).toBe(
      `warning: cluster lab: ${folder.path}/lab.json: there is no usable key, so every token is refused.\n`,
    );
  });

  test("says which clusters share a key", async () => {
    const files = {
      ...good,
      "eks-auth.yaml": `${good["eks-auth.yaml"]}  - { name: twin, region: eu-west-1, accountId: "111122223333", issuer: lab, keys: { file: lab.json }, associations: lab.yaml }\n`,
    };
    const { exitCode, stderr } = await check(files);
    expect(exitCode).toBe(0);
    expect(stderr).toBe(
      'warning: The cluster twin shares a key (kid "1") with lab. Tokens are accepted across clusters that also have the same issuer, "lab". Give each cluster its own keys.\n',
    );
    const callers =
      "callers: { serviceAccount: { audience: https://eks-auth.example, namespace: a, name: b } }\n";
    const withCallers = { ...files, "eks-auth.yaml": callers + files["eks-auth.yaml"] };
    expect((await check(withCallers)).stderr).toBe(
      stderr.replace("\n", " Until then, agents with a service-account token are refused.\n"),
    );
  });

  test("creates no file", async () => {
    await check(good);
    expect(await folder.list()).toEqual(Object.keys(good).sort());
  });

  test("names the line of a role that the cluster does not allow, and of a reserved external ID", async () => {
    const allowed = 'edge.yaml, allowedRoles: ["arn:aws:iam::111122223333:role/b*"] }';
    const foreign = `{ namespace: c, serviceAccount: d, roleArn: "arn:aws:iam::111122223333:role/b", targetRoleArn: "arn:aws:iam::111122223333:role/b", externalId: eu-west-1/111122223333/lab/c/d }`;
    const files = {
      ...good,
      "eks-auth.yaml": good["eks-auth.yaml"].replace("edge.yaml }", allowed),
      "lab.yaml": `associations:\n  - ${foreign.replace("/lab/", "/edge/")}\n`,
    };
    const { exitCode, stderr } = await check(files);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      'edge.yaml:1: associations[0].roleArn is "arn:aws:iam::111122223333:role/c"; it must be one of',
    );
    expect(stderr).toContain(
      'lab.yaml:2: associations[0].externalId is "eu-west-1/111122223333/edge/c/d"; it must not begin',
    );
  });

  test("names every problem of every file", async () => {
    const result = await check(bad);
    expect(result).toMatchObject(failure(1, `${folder.path}/edge.yaml:2: associations[0].namespace is "A"`));
    expect(result.stderr).toContain(`${folder.path}/lab.json`);
  });

  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    [
      "a session key in a folder that does not exist",
      { "eks-auth.yaml": good["eks-auth.yaml"].replace("key.pem", "none/key.pem") },
      /^error: .*FOLDER\/none\/key\.pem .*\(ENOENT\).*\n$/,
    ],
    [
      "a session key that can't be read",
      { "eks-auth.yaml": good["eks-auth.yaml"].replace("key.pem", ".") },
      /^error: .*FOLDER is a directory.*\n$/,
    ],
    [
      "a state directory that does not exist",
      { "eks-auth.yaml": `stateDirectory: none\n${good["eks-auth.yaml"]}` },
      /^error: .*FOLDER\/none.* state directory .*\(ENOENT\).*\n$/,
    ],
    [
      "a deny list that does not exist",
      { "eks-auth.yaml": `denyListFile: deny.yaml\n${good["eks-auth.yaml"]}` },
      /^error: FOLDER\/deny\.yaml: the file can't be read \(ENOENT\)/,
    ],
    [
      "a deny list with an entry that denies nothing",
      {
        "eks-auth.yaml": `denyListFile: deny.yaml\n${good["eks-auth.yaml"]}`,
        "deny.yaml": "denied: [{ reason: incident }]",
      },
      /^error: FOLDER\/deny\.yaml:1: denied\[0\] is a map; it must have exactly one of /,
    ],
    [
      "a token for reviews that does not exist",
      { "eks-auth.yaml": withReviews("") },
      /^error: FOLDER\/reviewer\.token: the file can't be read \(ENOENT\)/,
    ],
    [
      "CA certificates of an API server that are none",
      { "eks-auth.yaml": withReviews(", caFile: lab.json"), "reviewer.token": "token" },
      /^error: FOLDER\/lab\.json:1: There is no CA certificate/,
    ],
  ])("refuses %s, as serve does", async (_what, files, message) => {
    const { stdout, stderr, exitCode } = await check({ ...good, ...files });
    expect([stdout, exitCode]).toEqual(["", 1]);
    expect(stderr.replaceAll(folder.path, "FOLDER")).toMatch(message);
    const serve = await runEksAuth("serve", "--config", config);
    expect([serve.stderr, serve.exitCode]).toEqual([stderr, 1]);
  });

  test.each([
    [
      "an endpoint of STS without TLS",
      { AWS_ENDPOINT_URL_STS: "http://user:canary@198.51.100.1" },
      /^error: The endpoint at 198\.51\.100\.1 is not safe .*AWS_ENDPOINT_URL_STS.*\n$/,
    ],
    [
      "an endpoint of STS that is not a URL",
      { AWS_ENDPOINT_URL_STS: "canary" },
      /^error: The AWS SDK can't use the endpoint that is set: Invalid URL\. .*AWS_ENDPOINT_URL_STS.*\n$/,
    ],
    [
      "an endpoint of STS and another setting that exclude each other",
      { AWS_ENDPOINT_URL_STS: "https://sts.example", AWS_USE_FIPS_ENDPOINT: "true" },
      /^error: The AWS SDK can't use the endpoint that is set: .*FIPS and custom endpoint are not supported\. /,
    ],
    [
      "an unusable proxy",
      { HTTPS_PROXY: "socks5://user:canary@127.0.0.1:1" },
      /^error: HTTPS_PROXY is not the URL of a proxy\. .*\n/,
    ],
  ])("refuses %s in the environment, as serve does", async (_what, variables, message) => {
    stubOwnCredentials();
    for (const [name, value] of Object.entries(variables)) {
      vi.stubEnv(name, value);
    }
    const sts = good["eks-auth.yaml"].replace(
      /credentials: .*/,
      "credentials: { sts: { region: eu-west-1 } }",
    );
    const checked = await check({ ...good, "eks-auth.yaml": sts });
    expect(checked).toMatchObject(failure(1, message));
    const served = await runInProcess("serve", "--config", config);
    expect(served).toMatchObject(failure(1, message));
    expect(checked.stderr + served.stderr).not.toContain("canary");
  });

  describe.each([
    ["the configuration", "eks-auth.yaml"],
    ["an association file", "edge.yaml"],
    ["a key file", "lab.json"],
    ["a CA file", "ca.pem"],
    ["the session key", "key.pem"],
  ])("refuses %s", (_what, name) => {
    test.each<[string, () => Promise<unknown>, RegExp]>([
      ["is a pipe", () => folder.delete(name).then(() => folder.makePipe(name)), / is a pipe\./],
      [
        "others can write",
        () => chmod(folder.resolve(name), 0o662),
        / can be written by all users \(owner \d+, group \d+, mode 0662\)\. .* chmod go-w /,
      ],
    ])("that %s, and ends", async (_state, change, message) => {
      const issuer = 'issuer: "https://issuer.example"';
      const caFile = `${issuer}, keys: { caFile: ca.pem }`;
      const { certificate } = createSelfSignedCertificate("issuer");
      const text = good["eks-auth.yaml"].replace(issuer, caFile);
      await writeFiles({ ...good, "eks-auth.yaml": text, "ca.pem": certificate });
      if (name === "key.pem") {
        await writeFiles({ "key.pem": "" });
      }
      await change();
      const { exitCode, stderr } = await runInProcess("config", "check", "--config", config);
      expect([exitCode, stderr.trim().split("\n").length]).toEqual([1, 1]);
      expect(stderr).toContain(folder.resolve(name));
      expect(stderr).toMatch(message);
    });
  });

  test("accepts files that their group can write if the configuration allows it", async () => {
    await writeFiles({
      ...good,
      "eks-auth.yaml": `files: { allowGroupWrite: true }\n${good["eks-auth.yaml"]}`,
    });
    await chmod(folder.resolve("lab.json"), 0o664);
    await chmod(folder.resolve("edge.yaml"), 0o664);
    expect(await runInProcess("config", "check", "--config", config)).toMatchObject({
      exitCode: 0,
      stderr: "",
    });
  });

  test("accepts a state directory that exists", async () => {
    await folder.write("state/file", "");
    const files = { ...good, "eks-auth.yaml": `stateDirectory: state\n${good["eks-auth.yaml"]}` };
    expect((await check(files)).exitCode).toBe(0);
  });

  test("prints a problem of several clusters once", async () => {
    vi.stubEnv("HTTPS_PROXY", "ftp://proxy.example");
    const files = {
      ...good,
      "eks-auth.yaml": good["eks-auth.yaml"].replace(
        "issuer: lab, keys: { file: lab.json }",
        'issuer: "https://lab.example"',
      ),
    };
    const { stderr } = await check(files);
    expect(stderr.match(/HTTPS_PROXY is not the URL of a proxy/g)).toHaveLength(1);
  });

  test("finds problems of access keys, without their secrets", async () => {
    const key = (id: number) =>
      JSON.stringify({ accessKeyId: `EDGEEXAMPLE00000000${id}`, secretAccessKey: "canary".repeat(7) });
    const callers = `callers:
  sigv4:
    region: eu-west-1
    callers:
      - { name: one, keyFiles: [one.json, two.json], clusters: all }
      - { name: three, keyFiles: [three.json], clusters: [edge] }
`;
    const files = { "one.json": key(1), "two.json": key(1), "three.json": key(3) };
    await writeFiles(files);
    for (const name of ["one.json", "two.json"]) {
      await chmod(folder.resolve(name), 0o600);
    }
    const { stderr, exitCode } = await check({ ...good, "eks-auth.yaml": callers + good["eks-auth.yaml"] });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("/one.json and ");
    expect(stderr).toContain("/two.json have the same access key ID EDGEEXAMPLE000000001");
    expect(stderr).toContain("/three.json: the file can be read by all users");
    expect(stderr).not.toContain("canary");
  });

  test("warns of an entry of the deny list for a cluster that is not configured", async () => {
    const { stderr, exitCode } = await check({
      ...good,
      "eks-auth.yaml": `denyListFile: deny.yaml\n${good["eks-auth.yaml"]}`,
      "deny.yaml":
        "denied: [{ podUid: a, cluster: edge }, { podUid: a, cluster: egde }, { podUid: b, cluster: egde }]",
    });
    const warning = `${folder.path}/deny.yaml: there is no cluster egde, so its entries deny nothing.`;
    expect({ stderr, exitCode }).toEqual({ stderr: `warning: ${warning}\n`, exitCode: 0 });
  });

  test("prints problems as JSON, too", async () => {
    const { stdout, stderr, exitCode } = await check(bad, "--json");
    expect(exitCode).toBe(1);
    const { clusters, problems } = JSON.parse(stdout);
    expect(clusters).toMatchObject([{ name: "edge" }, { name: "lab" }]);
    expect(problems).toContainEqual(expect.stringMatching(/\/lab\.json.* JSON Web Key Set/));
    expect(stderr).toBe(`error: ${problems.join("\n")}\n`);
  });

  test("prints problems of the configuration file itself as JSON, too", async () => {
    const files = { "eks-auth.yaml": "credentials: {}\nclusters: {}\n" };
    const { stdout, exitCode } = await check(files, "--json");
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      problems: [
        expect.stringContaining(`${config}:1: credentials is `),
        expect.stringContaining(`${config}:2: clusters is `),
      ],
    });
  });

  test("names the line of a problem in the configuration file itself", async () => {
    const result = await check({ "eks-auth.yaml": "credentials: {}\nclusters: []\n" });
    expect(result).toMatchObject(failure(1, `error: ${config}:1: credentials is `));
    expect(result.stderr).toMatch(/^error: (?=.*sts)(?=.*embedded).*\n$/);
  });

  test("requires a file", async () => {
    expect(await runInProcess("config", "check")).toMatchObject(
      failure(2, "required option '--config <file>' not specified"),
    );
  });
});
