import { startDevCluster } from "@eks-auth/service/dev-cluster";
import { describe, expect, test } from "vitest";
import { DoctorFixture, pod } from "./support/doctor-fixture.ts";
import { ServedCluster, writeConfig } from "./support/served-cluster.ts";

const fixture = new DoctorFixture();
const served = new ServedCluster(fixture);

describe.concurrent("the key check fails", () => {
  test("for a token of another cluster", async () => {
    const other = await startDevCluster();
    const tokenFile = await fixture.writeToken("foreign", await other.mintToken(pod));
    await other.stop();
    const { report, finding } = await fixture.diagnose({
      options: { tokenFile, config: served.config, endpoint: new URL(served.url), cluster: "edge" },
    });
    expect(report.failedCheck).toBe("keys");
    expect(finding("server").status).toBe("ok");
    expect(finding("keys").found).toBe(
      `The token is from the issuer ${other.issuer}, but that of the cluster edge is ${fixture.cluster.issuer}.`,
    );
    expect(finding("association")).toMatchObject({
      status: "not reached",
      found: "Needs a token of this cluster.",
    });
  });

  test("for a token with a key that the cluster does not have any more", async () => {
    const tokenFile = await fixture.writeToken("old token", await fixture.cluster.mintToken(pod));
    const other = await startDevCluster();
    const keys = `, keys: { url: "${other.issuer}/openid/v1/jwks" }`;
    const config = await writeConfig(fixture, { name: "rotated keys", keys });
    const { report, finding } = await fixture.diagnose({ options: { tokenFile, config } });
    await other.stop();
    expect(report).toMatchObject({ failedCheck: "keys", code: "key_unknown" });
    expect(finding("keys").found).toMatch(/Check of the key: None of the keys of \S+ has the token's kid/);
    expect(finding("keys").remedy).toContain(
      `eks-auth token inspect --config '${config}' --cluster edge --file '${tokenFile}'`,
    );
  });

  test("if only the server knows the keys and rejects the token", async () => {
    const token = await fixture.cluster.mintToken(pod);
    const tokenFile = await fixture.writeToken("forged", token.replace(/\.[^.]+$/, ".Y2FuYXJ5"));
    const { report, finding } = await fixture.diagnose({
      options: { tokenFile, endpoint: new URL(served.url), cluster: "edge" },
    });
    expect(report.failedCheck).toBe("keys");
    expect(finding("keys").found).toBe(
      "The server responds 400 InvalidTokenException: The token is not valid. The server was asked for the cluster edge.",
    );
  });

  test("if the keys can't be fetched", async () => {
    const config = await writeConfig(fixture, {
      name: "lost",
      keys: ', keys: { url: "http://127.0.0.1:1" }',
    });
    const { report, finding } = await fixture.diagnoseConfiguration(config);
    expect(report.failedCheck).toBe("keys");
    expect(finding("keys").found).toContain("http://127.0.0.1:1/ did not answer (ECONNREFUSED)");
    expect(finding("association").status).toBe("ok");
  });

  test("if the CA file does not exist", async () => {
    const config = await writeConfig(fixture, { name: "uncertain", keys: ", keys: { caFile: none.pem }" });
    const { report, finding } = await fixture.diagnoseConfiguration(config);
    expect(report.failedCheck).toBe("keys");
    expect(finding("keys").found).toContain("none.pem");
  });
});

test("the key check is skipped if only the API server knows the issuer, and says how to ask it", async () => {
  const apiServer = "{ url: http://127.0.0.1:1, tokenFile: api-token }";
  const config = await fixture.folder.write(
    "no issuer.yaml",
    `credentials: { embedded: { keyFile: session-key.pem } }\nclusters:\n  - { name: edge, region: eu-west-1, accountId: "111122223333", apiServer: ${apiServer}, associations: edge-associations.yaml }\n`,
  );
  const { finding } = await fixture.diagnoseConfiguration(config);
  expect(finding("keys")).toMatchObject({
    status: "skipped",
    remedy: `To check that they can be read, run: eks-auth config check --online --config '${config}'`,
  });
});
