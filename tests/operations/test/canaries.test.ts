import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { answerError, answerSuccess } from "@eks-auth/test-kit/fake-sts";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { expect, test } from "vitest";
import { call, sendTokens, sign } from "../src/canary-requests.ts";
import { CanarySite } from "../src/canary-site.ts";

/** The files that have secrets. Everything else that is in the folder in the end was written by the programs. */
const secretFiles = [
  "tls.key",
  "client.key",
  "access-key.yaml",
  "access-key-2.yaml",
  "caller-token",
  "pod-token",
  "reviewer-token",
  "session-key.pem",
  "service.yaml",
  "local.yaml",
];

const printSpans = new URL("../programs/print-spans.mjs", import.meta.url).href;

interface Started {
  readonly program: StartedProgram;
  readonly url: string;
  readonly adminUrl: string;
}

async function startService(site: CanarySite, name: string, config: string): Promise<Started> {
  const env = { NODE_OPTIONS: `--import ${printSpans}` };
  const program = site.start(name, ["serve", "--config", config, "--log-level", "debug"], env);
  const log = await program.waitForError(/"code":"started".*\n/);
  const line = log.split("\n").find((one) => one.includes('"code":"started"')) ?? "";
  return { program, ...JSON.parse(line) };
}

async function startAgent(
  site: CanarySite,
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const program = site.start(
    name,
    [
      "agent",
      "--cluster",
      "edge",
      "--listen",
      "127.0.0.1:0",
      "--metrics",
      "127.0.0.1:0",
      "--log-level",
      "debug",
    ].concat("--no-probes", args),
    env,
  );
  const printed = await program.waitFor("Press Ctrl-C to stop.");
  const [url = "", metricsUrl] = printed.match(/http:\/\/127\.0\.0\.1:\d+/g) ?? [];
  program.finish().catch(() => {});
  if (metricsUrl !== undefined) {
    site.keep("URL of an agent's metrics", metricsUrl);
  }
  return url;
}

test("no output of a program has a part of a secret", async () => {
  await using site = await CanarySite.create();
  const service = await startService(site, "serve with callers", "service.yaml");
  const local = await startService(site, "serve with the embedded issuer", "local.yaml");
  site.canaries.addPrivateKeys("key of the embedded issuer", await site.folder.read("session-key.pem"));
  const endpoint = ["--endpoint", service.url, "--ca-file", "authority.pem"];
  const withToken = ["--no-sign-request", "--caller-token-file", "caller-token"];
  const withCertificate = ["--no-sign-request", "--client-certificate-file", "client.crt"];
  const { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY } = site.accessKey;
  const key = { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN: undefined };
  const agents = [
    await startAgent(site, "agent with a token", [...endpoint, ...withToken]),
    await startAgent(site, "agent with a certificate", [
      ...endpoint,
      ...withCertificate,
      "--client-key-file",
      "client.key",
    ]),
    await startAgent(site, "agent with a key", endpoint, key),
    await startAgent(site, "agent with a wrong key", endpoint),
  ];

  // Callers: each method, good and bad.
  const body = JSON.stringify({ token: await site.mintToken() });
  const callerToken = await site.mintCallerToken();
  const foreignToken = await site.mintToken({ namespace: "other" });
  const signed = await sign(site, service.url, body);
  let granted = await sendTokens(site, service.url, { headers: { "x-eks-auth-caller-token": callerToken } });
  granted += await sendTokens(site, service.url, { certificate: true });
  granted += await sendTokens(site, local.url, {});
  const wrong = Buffer.from("wrong secret access key of 40 characters").toString("base64");
  site.canaries.add("wrong secret key", wrong);
  for (const headers of [
    {},
    signed,
    { ...signed, "x-amz-date": "20200101T000000Z" },
    { ...signed, authorization: `${signed.authorization}0` },
    await sign(site, service.url, body, wrong),
    { authorization: `Bearer ${callerToken}` },
    {
      authorization: `AWS4-HMAC-SHA256 Credential=${AWS_SECRET_ACCESS_KEY}/20200101/eu-west-1/eks-auth/aws4_request`,
    },
    { "x-eks-auth-caller-token": foreignToken },
    { "x-eks-auth-caller-token": `${callerToken}x` },
  ] satisfies Record<string, string>[]) {
    granted += (await call(site, service.url, { body, headers })) === 200 ? 1 : 0;
  }

  // STS refuses, and quotes the request.
  const { AWS_SECRET_ACCESS_KEY: own = "", AWS_SESSION_TOKEN: ownToken = "" } = site.env;
  for (const quoted of [own, ownToken, AWS_SECRET_ACCESS_KEY]) {
    site.sts.answer = answerError(403, "SignatureDoesNotMatch", `The request had ${quoted}.`);
    await call(site, service.url, { body, certificate: true });
  }
  site.sts.answer = (response) => response.end(`<broken>${own}`);
  await call(site, service.url, { body, certificate: true });
  site.sts.answer = answerSuccess;

  // The API server refuses to review tokens, and quotes them.
  site.apiServer.isFailing = true;
  await call(site, local.url, { body: JSON.stringify({ token: await site.mintToken() }) });

  // Pods and their tools.
  for (const url of agents) {
    for (const authorization of [await site.mintToken(), foreignToken, "", `Bearer ${callerToken}`]) {
      await call(site, url, { method: "POST", path: "/v1/credentials", headers: { authorization } });
      const sent = httpRequest(new URL("/v1/credentials", url), { headers: { authorization }, agent: false });
      sent.end();
      const [response] = (await once(sent, "response")) as [IncomingMessage];
      const received = await text(response);
      if (response.statusCode === 200) {
        granted += 1;
      } else {
        site.keep("bodies of an agent's answers", received);
      }
    }
    await call(site, url, {
      method: "GET",
      path: `/v1/${foreignToken}`,
      headers: { host: foreignToken.slice(0, 60) },
    });
  }
  const cluster = ["--cluster", "edge"];
  for (const [index, args] of [
    ["doctor", ...endpoint, ...cluster, "--token-file", "pod-token", "--caller-token-file", "caller-token"],
    ["doctor", "--agent", `${agents[0]}/v1/credentials`, "--token-file", "pod-token", "--json"],
    ["doctor", "--config", "local.yaml", ...cluster, "--token-file", "access-key.yaml", "--json"],
    ["doctor", "--config", "service.yaml", "--token-file", "pod-token"],
    ["config", "check", "--config", "service.yaml", "--json"],
    ["config", "check", "--config", "service.yaml", "--online"],
    ["token", "inspect", "--config", "service.yaml", ...cluster, "--file", "pod-token"],
    ["token", "inspect", "--config", "service.yaml", ...cluster, "--file", "client.key"],
  ].entries()) {
    await site.start(`${args[0]} ${index}`, args).finish();
  }

  // Files that can't be used any more, with the secrets that were in them.
  const swapped = { [AWS_SECRET_ACCESS_KEY]: "secretAccessKey", accessKeyId: AWS_SECRET_ACCESS_KEY };
  await site.writeSecret("access-key.yaml", JSON.stringify(swapped));
  await site.writeSecret(
    "access-key-2.yaml",
    `secretAccessKey: [${AWS_SECRET_ACCESS_KEY}\n${callerToken}: : "`,
  );
  await site.writeSecret("tls.key", (await site.folder.read("tls.key")).slice(0, 150));
  await site.writeSecret("session-key.pem", (await site.folder.read("session-key.pem")).slice(0, 100));
  await site.folder.edit(
    "service.yaml",
    (yaml) => `secretAccessKey: ${AWS_SECRET_ACCESS_KEY}
token: ${callerToken}
${yaml}`,
  );
  for (const { program } of [service, local]) {
    program.signal("SIGHUP");
  }
  await service.program.waitForError('"code":"config_rejected"');
  for (const file of ["access-key.yaml", "access-key-2.yaml"]) {
    await service.program.waitForError(new RegExp(`"code":"access_key_rejected".*${file}`));
  }
  for (const path of ["/metrics", "/readyz", "/healthz"]) {
    await call(site, service.adminUrl, { method: "GET", path });
    await call(site, local.adminUrl, { method: "GET", path });
  }

  const written = await site.stop(secretFiles);
  const found = [...written].flatMap(([name, output]) =>
    site.canaries.find(output).map((secret) => `${secret} in ${name}`),
  );
  expect(found).toEqual([]);
  // The run did what it should, and the search finds what is there.
  expect(granted, "each method and each agent had success").toBe(12);
  for (const outcome of ["granted", "refused"]) {
    expect(written.get("audit.jsonl")).toContain(`"outcome":"${outcome}"`);
  }
  const output = written.get("serve with the embedded issuer");
  for (const part of ['"outcome":"granted"', '"name":"verify_token"', '"code":"revocation_unavailable"']) {
    expect(output).toContain(part);
  }
  expect(written.get("audit.jsonl")).toContain('"code":"denied"');
  expect(written.get("bodies of answers")).toContain("eks_auth_");
  expect(written.size).toBeGreaterThan(15);
  expect(site.canaries.find(await site.folder.read("client.key"))).toEqual(["key of a client certificate"]);
});
