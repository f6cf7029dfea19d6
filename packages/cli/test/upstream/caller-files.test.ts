import { chmod, rm } from "node:fs/promises";
import type { UpstreamError } from "@eks-auth/agent";
import { createEKSAuthFrontendHandler, ProtocolError } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { sampleResponse } from "@eks-auth/test-kit/sample-response";
import { createCertificate, createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { isSigning, openCallerFiles } from "../../src/upstream/caller-files.ts";
import { openUpstream } from "../../src/upstream/open-upstream.ts";
import { hideRegionAndProxy, runAgent } from "../support/agent-options.ts";
import { failure } from "../support/run-in-process.ts";

const folder = useTempFolder();
const endpoint = "https://eks-auth.example.org";
const [token, renewed] = ["one", "two"].map((name) => `eyJ${name}.eyJclaims.signature-canary`) as [
  string,
  string,
];

describe("the file of the agent's own token", () => {
  // Advances the time after which a file is read again.
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["performance"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("is read again, and whitespace around the token is not sent", async () => {
    const callerTokenFile = await folder.write("token", `${token}\n`);
    const { callerToken } = await openCallerFiles({ endpoint, callerTokenFile });
    expect(await callerToken?.()).toBe(token);
    await folder.write("token", renewed);
    vi.advanceTimersByTime(1_000);
    expect(await callerToken?.()).toBe(renewed);
  });

  test.each<[string, () => Promise<unknown>, RegExp]>([
    [
      "is missing",
      () => rm(folder.resolve("token")),
      /^the token file \/.*\/token can't be read \(ENOENT\)\. .*--caller-token-file\.$/,
    ],
    [
      "is empty",
      () => folder.write("token", " \n"),
      /^the token file .* is empty\. .*what writes the file\.$/,
    ],
    [
      "has no token",
      () => folder.write("token", "canary"),
      /^the token file .* has no token of a service account: /,
    ],
    ["can be written by others", () => chmod(folder.resolve("token"), 0o666), /^the token file .*chmod/],
  ])("that %s has a message with the fix, at the start and later", async (_, damage, message) => {
    const callerTokenFile = await folder.write("token", token);
    const { callerToken } = await openCallerFiles({ endpoint, callerTokenFile });
    await damage();
    vi.advanceTimersByTime(60_000);
    const later = (await callerToken?.().catch((error: Error) => error)) as Error;
    expect(later).toMatchObject({ code: "file_unusable", message: expect.stringMatching(message) });
    expect(later.message).not.toContain("canary");
    await expect(openCallerFiles({ endpoint, callerTokenFile })).rejects.toThrow(later.message);
  });
});

test("calls have the token of the file, and no signature", async () => {
  const handler = createEKSAuthFrontendHandler<string>(
    { assumeRoleForPodIdentity: async () => sampleResponse },
    {
      authenticate(request) {
        if (
          request.header("x-eks-auth-caller-token") !== token ||
          request.header("authorization") !== undefined
        ) {
          throw new ProtocolError(
            "AccessDeniedException",
            403,
            "The caller is not allowed to make this request.",
          );
        }
        return "agent";
      },
    },
  );
  await using server = await listenOnLoopback(createNodeListener(handler));
  for (const [text, reason] of [
    [token, undefined],
    [renewed, "caller_refused"],
  ] as const) {
    const callerTokenFile = await folder.write("token", text);
    const upstream = await openUpstream({ endpoint: server.url, callerTokenFile });
    const error = await upstream.assumeRole("edge", "a.b.c").then(
      () => undefined,
      (failed: UpstreamError) => failed,
    );
    upstream.close();
    expect(error?.reason).toBe(reason);
    expect(error?.message ?? "").not.toContain("canary");
  }
});

describe("the files of a client certificate", () => {
  const authority = createSelfSignedCertificate("authority");
  const [first, second] = ["first", "second"].map((name) =>
    createCertificate(name, authority, { isAuthority: false }),
  );

  async function writePair(certificate = first, key = certificate) {
    const clientCertificateFile = await folder.write("agent.crt", certificate?.certificate ?? "");
    const clientKeyFile = await folder.write("agent.key", key?.privateKey ?? "");
    await chmod(clientKeyFile, 0o600);
    return { endpoint, clientCertificateFile, clientKeyFile };
  }

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["performance"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("are read again, and give the same object until they change", async () => {
    const { clientCertificate } = await openCallerFiles(await writePair());
    const before = await clientCertificate?.();
    expect(before?.privateKey).toBe(first?.privateKey);
    vi.advanceTimersByTime(1_000);
    expect(await clientCertificate?.()).toBe(before);
    await writePair(second);
    vi.advanceTimersByTime(1_000);
    const after = await clientCertificate?.();
    expect(after?.privateKey).toBe(second?.privateKey);
    expect(after?.certificate.trim()).toBe(second?.certificate.trim());
  });

  test("that don't match while they are being replaced disturb no one for a minute", async () => {
    const { clientCertificate } = await openCallerFiles(await writePair());
    await writePair(second, first);
    vi.advanceTimersByTime(59_000);
    expect((await clientCertificate?.())?.privateKey).toBe(first?.privateKey);
    vi.advanceTimersByTime(1_000);
    await expect(clientCertificate?.()).rejects.toMatchObject({
      code: "file_unusable",
      message: expect.stringMatching(
        /does not belong to the private key.* Check --client-certificate-file\.$/,
      ),
    });
  });

  test("must not have a key that others can read", async () => {
    const files = await writePair();
    await chmod(files.clientKeyFile, 0o644);
    await expect(openCallerFiles(files)).rejects.toThrow(/agent\.key: .*chmod/);
  });
});

test.each([
  [{}, true],
  [{ callerTokenFile: "token" }, false],
  [{ clientCertificateFile: "agent.crt" }, false],
  [{ callerTokenFile: "token", signRequest: true }, true],
  [{ signRequest: false }, false],
])("of %j, requests are signed: %s", (flags, signing) => {
  expect(isSigning(flags)).toBe(signing);
});

describe("eks-auth agent", () => {
  hideRegionAndProxy();

  test.each([
    [
      ["--caller-token-file", "/token"],
      /^error: --caller-token-file requires --endpoint: .*AWS must not get it\.$/m,
    ],
    [["--endpoint", endpoint, "--caller-token-file", ""], /^error: --caller-token-file is empty\. /m],
    [
      ["--endpoint", endpoint, "--caller-token-file", token],
      /^error: --caller-token-file contains a token\. /m,
    ],
    [
      ["--endpoint", endpoint, "--client-key-file", "k"],
      /^error: --client-key-file requires --client-certificate-file\.$/m,
    ],
    [["--endpoint", endpoint, "--client-certificate-file", "c"], /requires --client-key-file\.$/m],
    [
      ["--endpoint", "http://127.0.0.1:1", "--client-certificate-file", "c", "--client-key-file", "k"],
      /^error: --client-certificate-file requires --endpoint with https: /m,
    ],
    [
      ["--endpoint", endpoint, "--caller-token-file", "/none"],
      /^error: the token file \/none can't be read \(ENOENT\)/m,
    ],
  ])("fails with %j", async (args, message) => {
    const result = await runAgent(...args);
    expect(result).toMatchObject(failure(1, message));
    expect(result.stderr).not.toContain("canary");
  });

  test("takes the file from the environment, and never sends it to AWS", async () => {
    vi.stubEnv("EKS_AUTH_CALLER_TOKEN_FILE", "/token");
    expect(await runAgent("--region", "eu-west-1")).toMatchObject(failure(1, /requires --endpoint/));
    vi.unstubAllEnvs();
  });
});
