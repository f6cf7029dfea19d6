import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { stubOwnCredentials } from "../../../service/test/credentials/sts/own-environment.ts";
import { createSelfSignedCertificate } from "../../../service/test/token/self-signed-certificate.ts";
import { createUpstream, UpstreamError, type UpstreamOptions } from "../../src/index.ts";
import { usePatientClock } from "../patient-clock.ts";
import { UpstreamServer } from "../upstream-server.ts";
import { ConnectProxy } from "./connect-proxy.ts";
import { StsServer } from "./sts-server.ts";

const { certificate, privateKey } = createSelfSignedCertificate("api");
const tls = { cert: certificate, key: privateKey };
const account = "444455556666";

usePatientClock();

beforeEach(() => {
  stubOwnCredentials({});
  for (const name of ["HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"]) {
    vi.stubEnv(name, undefined);
    vi.stubEnv(name.toLowerCase(), undefined);
  }
  // Any file does: the stand-in takes what is in it.
  vi.stubEnv("AWS_WEB_IDENTITY_TOKEN_FILE", import.meta.filename);
  vi.stubEnv("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/node");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Calls as often as asked, with one upstream. Gives each time the account, or the error. */
async function call(options: UpstreamOptions, ...befores: (() => void)[]): Promise<unknown[]> {
  const upstream = createUpstream({ region: "eu-west-1", ...options });
  const answers: unknown[] = [];
  for (const before of befores) {
    before();
    answers.push(
      await upstream.assumeRole("blue", "header.payload.signature").then(
        ({ accountId }) => accountId,
        (error) => error,
      ),
    );
  }
  upstream.close();
  return answers;
}

const atOnce = (): void => {};

describe("with a role that the node assumes by STS", () => {
  test("the API is called with what STS gave, once", async () => {
    await using sts = await StsServer.start();
    await using api = await UpstreamServer.start();
    vi.stubEnv("AWS_ENDPOINT_URL_STS", sts.url);
    expect(await call({ endpoint: api.url }, atOnce, atOnce)).toEqual([account, account]);
    expect(sts.calls).toHaveLength(1);
    expect(api.headers[0]?.authorization).toContain("Credential=ASIANODE/");
  });

  test("the API is called by its own way, STS by another one", async () => {
    await using proxy = await ConnectProxy.start();
    await using sts = await StsServer.start();
    await using api = await UpstreamServer.start(tls);
    vi.stubEnv("AWS_ENDPOINT_URL_STS", sts.url);
    vi.stubEnv("HTTPS_PROXY", proxy.url);
    expect(await call({ endpoint: api.url, ca: certificate }, atOnce)).toEqual([account]);
    expect(proxy.targets).toEqual([`127.0.0.1:${api.port}`]);
  });

  test("the API's authority vouches for no STS", async () => {
    await using sts = await StsServer.start(tls);
    await using api = await UpstreamServer.start(tls);
    vi.stubEnv("AWS_ENDPOINT_URL_STS", sts.url);
    const [error] = await call({ endpoint: api.url, ca: certificate }, atOnce);
    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toMatchObject({
      credentialsProblem: expect.stringContaining("DEPTH_ZERO_SELF_SIGNED_CERT"),
    });
    expect(sts.calls).toEqual([]);
    expect(api.headers).toEqual([]);
  });

  test("a call doesn't wait for an STS that hangs, and the next has what it gave meanwhile", async () => {
    await using sts = await StsServer.start();
    await using api = await UpstreamServer.start();
    vi.stubEnv("AWS_ENDPOINT_URL_STS", sts.url);
    sts.isSilent = true;
    const letGo = (): void => {
      sts.isSilent = false;
    };
    const [first, second] = await call({ endpoint: api.url }, atOnce, letGo);
    expect(first).toMatchObject({
      status: 503,
      credentialsProblem: expect.stringContaining("The AWS SDK found none: TimeoutError."),
    });
    expect(second).toBe(account);
  });
});
