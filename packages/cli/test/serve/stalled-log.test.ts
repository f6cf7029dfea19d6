import { closeSync, existsSync, openSync } from "node:fs";
import type { DevCluster } from "@eks-auth/service/dev-cluster";
import { StalledPipe } from "@eks-auth/test-kit/stalled-pipe";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assumeRole, pod, ServeFixture } from "./support/serve-fixture.ts";

const fixture = new ServeFixture(beforeAll, afterAll);
let cluster: DevCluster;

beforeAll(async () => {
  cluster = await fixture.startIssuer();
  await fixture.writeConfig({ edge: cluster.issuer });
  await fixture.writeAssociations("edge", "cart");
});

/** Starts the service with this standard error. */
async function serve(stderr: number): Promise<{ command: StartedProgram; url: string; token: string }> {
  const started = await fixture.serveWith({ stderr });
  await fixture.readKeys(started.url, cluster);
  return { ...started, token: await cluster.mintToken(pod) };
}

/** The name of the error, or the access key. */
async function exchange(url: string, token: string): Promise<string | undefined> {
  return assumeRole(url, "edge", token).then(
    ({ credentials }) => credentials?.accessKeyId,
    ({ name }: Error) => name,
  );
}

describe("eks-auth serve whose log is not read", () => {
  let pipe: StalledPipe;
  let command: StartedProgram;
  let url: string;
  let token: string;

  beforeAll(async () => {
    pipe = new StalledPipe(`${fixture.folder}/log`);
    ({ command, url, token } = await serve(pipe.openWriter()));
  });
  afterAll(() => pipe[Symbol.dispose]());

  it("answers, but issues no credentials until it is read again", async () => {
    expect(await exchange(url, token)).toMatch(/^ASIA/);
    pipe.fill();
    // The first one finds out, the others are told at once.
    for (let count = 0; count < 20; count++) {
      expect(await exchange(url, token)).toBe("ServiceUnavailableException");
    }
    expect(await exchange(url, `${token}x`)).toBe("InvalidTokenException");
    const accepted = () => {
      pipe.read();
      return exchange(url, token);
    };
    await expect.poll(accepted).toMatch(/^ASIA/);
    const lines = pipe.read().trim().split("\n");
    const records = lines.map((line) => JSON.parse(line));
    const lost = records.flatMap(({ code, lost }) => (code === "log_lines_lost" ? [lost.grant] : []));
    expect(lost.reduce((sum, grants) => sum + grants)).toBeGreaterThanOrEqual(20);
    // Each reply with credentials has its line.
    expect(records.filter(({ msg }) => msg === "credentials issued")).toHaveLength(2);
  });

  it("issues no credentials if no one can read it any more", async () => {
    pipe.closeReader();
    expect(await exchange(url, token)).toBe("ServiceUnavailableException");
    pipe.openReader();
    await expect.poll(() => exchange(url, token)).toMatch(/^ASIA/);
  });

  it("ends on SIGTERM", async () => {
    pipe.fill();
    expect(await exchange(url, token)).toBe("ServiceUnavailableException");
    command.signal("SIGTERM");
    expect(await command.finish()).toMatchObject({ exitCode: 0 });
  });
});

it.runIf(existsSync("/dev/full"))(
  "eks-auth serve whose log is on a full disk issues no credentials, and tells the reason",
  async () => {
    const full = openSync("/dev/full", "w");
    const { url, token } = await serve(full);
    closeSync(full);
    const { status, headers } = await fetch(`${url}/clusters/edge/assume-role-for-pod-identity`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token }),
    });
    expect([status, headers.get("x-eks-auth-reason")]).toEqual([503, "audit_unavailable"]);
  },
);
