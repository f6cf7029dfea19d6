import { Agent } from "node:https";
import { fail } from "@eks-auth/test-kit/fake-api-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createServerCertificate, WebhookFixture } from "./support/webhook-fixture.ts";

function decode(patch: string): unknown {
  return JSON.parse(Buffer.from(patch, "base64").toString());
}

describe("eks-auth webhook", () => {
  let fixture: WebhookFixture;
  let output: string;

  beforeAll(async () => {
    fixture = await WebhookFixture.open();
    const injection = ["--aws-default-region", "eu-west-1", "--sts-regional-endpoint"];
    output = await fixture.start(...injection, "--token-expiration", "3600", "--log-level", "debug");
    await fixture.waitUntilReady();
  });
  afterAll(() => fixture[Symbol.asyncDispose]());

  test("says at its start where it listens, and until when its certificate is valid", () => {
    expect(output).toMatch(/The webhook is listening on https:\/\/127\.0\.0\.1:\d+\/mutate/);
    expect(output).toContain(`API server    ${fixture.api.url}`);
    expect(output).toMatch(/certificate +\/\S+\/tls\.crt, valid until 2049-12-31T23:59:59\.000Z\n/);
    expect(output).not.toContain("the-token");
  });

  test("injects a pod whose service account has an association, with the options' values", async () => {
    const { response } = await fixture.review("cart");
    const patch = decode(response.patch);
    expect(patch).toContainEqual({
      op: "add",
      path: "/spec/containers/0/env/-",
      value: { name: "AWS_REGION", value: "eu-west-1" },
    });
    expect(JSON.stringify(patch)).toContain('"expirationSeconds":3600');
    expect(response.warnings).toEqual([expect.stringContaining("sets AWS_ACCESS_KEY_ID")]);
  });

  test("leaves other pods as they are", async () => {
    expect((await fixture.review("other")).response).toEqual({
      uid: "uid-1",
      allowed: true,
      warnings: [],
      auditAnnotations: { outcome: "skipped", reason: "no_association" },
    });
  });

  test("logs its decisions, without values of variables", async () => {
    const log = await fixture.command.waitForError('"code":"skipped"');
    const lines = log
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    expect(lines).toContainEqual(
      expect.objectContaining({ code: "injected", level: "info", namespace: "shop", pod: "cart-0" }),
    );
    expect(lines).toContainEqual(
      expect.objectContaining({ code: "skipped", level: "debug", reason: "no_association" }),
    );
    expect(lines.map(({ code }) => code)).toEqual(expect.arrayContaining(["started", "synced"]));
    expect(log).not.toContain("canary-value");
  });

  test("shows its decisions in its metrics", async () => {
    const metrics = await (await fetch(`${fixture.adminUrl}/metrics`)).text();
    expect(metrics).toContain('eks_auth_webhook_reviews_total{outcome="injected",reason=""} 1\n');
    expect(metrics).toContain(
      'eks_auth_webhook_reviews_total{outcome="skipped",reason="no_association"} 1\n',
    );
    expect(metrics).toContain('eks_auth_webhook_look_ups_total{result="none"} 1\n');
    expect(metrics).toContain("eks_auth_webhook_synced 1\n");
    expect(metrics).toContain('eks_auth_webhook_request_duration_seconds_count{code="200"} 2\n');
    expect(metrics).toMatch(/eks_auth_certificate_expiry_timestamp_seconds\{file="\/\S+"\} 2524607999\n/);
  });

  test("knows a new association at once", async () => {
    fixture.associate("shop", "new");
    await expect.poll(async () => (await fixture.review("new")).response.patch).toBeDefined();
  });

  test("answers from memory while the API server is away, and stays ready", async () => {
    fixture.api.intercept = (_request, response) => {
      fail(response, 503, "ServiceUnavailable");
      return true;
    };
    fixture.api.cutWatches();
    await fixture.command.waitForError('"code":"watch_failed"');
    expect((await fixture.review("cart")).response.patch).toBeDefined();
    // A list that the API server gave before is used again for 200 ms.
    await expect
      .poll(async () => (await fixture.review("other")).response.auditAnnotations)
      .toEqual({ outcome: "failed", reason: "look_up_failed" });
    const { response } = await fixture.review("other");
    expect(response.warnings).toEqual([expect.stringContaining("The API server could not be asked")]);
    expect((await fetch(`${fixture.adminUrl}/readyz`)).status).toBe(200);
    fixture.api.intercept = () => false;
  });

  test("no call fails while its certificate is replaced", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 4 });
    const statuses: (number | undefined)[] = [];
    let isOver = false;
    const load = [agent, agent, agent, undefined].map(async (one) => {
      while (!isOver) {
        statuses.push((await fixture.review("cart", one)).status);
      }
    });
    for (const name of ["second", "third"]) {
      const seen = fixture.command.stderr.split('"code":"tls_reloaded"').length;
      await fixture.writeCertificate(createServerCertificate(name));
      await fixture.command.waitUntil(
        () => fixture.command.stderr.split('"code":"tls_reloaded"').length > seen,
      );
      const before = statuses.length;
      await fixture.command.waitUntil(() => statuses.length > before + 6);
    }
    isOver = true;
    await Promise.all(load);
    agent.destroy();
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  test("keeps a connection for longer than an API server", async () => {
    const agent = new Agent({ keepAlive: true });
    expect((await fixture.review("cart", agent)).headers["keep-alive"]).toBe("timeout=150");
    agent.destroy();
  });

  test("ends on SIGTERM, after it has answered for some time on connections that it then closes", async () => {
    const agent = new Agent({ keepAlive: true });
    fixture.command.signal("SIGTERM");
    await fixture.command.waitForError('"code":"stopping"');
    const { status, headers } = await fixture.review("cart", agent);
    expect({ status, connection: headers.connection }).toEqual({ status: 200, connection: "close" });
    expect(await fixture.command.finish()).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/Stopped\.\n$/),
    });
    expect(fixture.command.stderr).toContain('"code":"stopped"');
  });
});

test("it is not ready before it knows the associations, and such a pod's owner is warned", async () => {
  await using fixture = await WebhookFixture.open();
  fixture.api.intercept = ({ url = "" }) => !url.includes("/namespaces/");
  await fixture.start();
  const ready = await fetch(`${fixture.adminUrl}/readyz`);
  expect({ status: ready.status, text: await ready.text() }).toEqual({
    status: 503,
    text: expect.stringContaining("[-] associations: not received from the API server yet"),
  });
  expect((await fetch(`${fixture.adminUrl}/healthz`)).status).toBe(200);
  expect((await fixture.review("cart")).response.patch).toBeDefined();
  const { response } = await fixture.review("other");
  expect(response.warnings).toEqual([expect.stringContaining("have not been read yet")]);
});

test("it makes its certificate and publishes its authority, and its clients trust it", async () => {
  await using fixture = await WebhookFixture.open();
  const configuration = "apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations";
  const webhooks = [{ name: "pods.eks-auth.dev", clientConfig: { url: "https://localhost" } }];
  fixture.api.set(configuration, { metadata: { name: "eks-auth" }, ...{ webhooks } });
  const output = await fixture.startWith(
    ...["--manage-certificates", "--namespace", "eks-auth", "--webhook-configuration", "eks-auth"],
    ...["--tls-secret", "eks-auth-webhook-tls=localhost"],
  );
  expect(output).toMatch(/certificate +Secret eks-auth\/eks-auth-webhook-tls, .*; renewed here/);
  await fixture.waitUntilReady();
  const secret = fixture.api.get("api/v1/secrets", { namespace: "eks-auth", name: "eks-auth-webhook-tls" });
  const { "ca.crt": ca = "" } = (secret as { data?: Record<string, string> } | undefined)?.data ?? {};
  const { response } = await fixture.review("cart", undefined, Buffer.from(ca, "base64").toString());
  expect(response.patch).toBeDefined();
  const log = await fixture.command.waitForError('"code":"certificate_issued"');
  expect(log).not.toContain("PRIVATE KEY");
});
