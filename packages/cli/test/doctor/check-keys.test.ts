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
    const { report, step } = await fixture.diagnose({
      options: { tokenFile, config: served.config, endpoint: new URL(served.url), cluster: "edge" },
    });
    expect(report.stoppedAt).toBe("keys");
    expect(step("server").status).toBe("ok");
    expect(step("keys").found).toMatch(/Check of the key: None of the keys of \S+ has the token's kid/);
    expect(step("keys").remedy).toContain(
      `eks-auth token inspect --config ${served.config} --cluster edge --file ${tokenFile}`,
    );
  });

  test("if only the server knows the keys and rejects the token", async () => {
    const token = await fixture.cluster.mintToken(pod);
    const tokenFile = await fixture.writeToken("forged", token.replace(/\.[^.]+$/, ".Y2FuYXJ5"));
    const { report, step } = await fixture.diagnose({
      options: { tokenFile, endpoint: new URL(served.url), cluster: "edge" },
    });
    expect(report.stoppedAt).toBe("keys");
    expect(step("keys").found).toBe("The server responds 400 InvalidTokenException: The token is not valid.");
  });

  test("if the keys can't be fetched", async () => {
    const config = await writeConfig(fixture, { name: "lost", issuer: "http://127.0.0.1:1" });
    const { report, step } = await fixture.diagnoseConfiguration(config);
    expect(report.stoppedAt).toBe("keys");
    expect(step("keys").found).toContain("The keys of http://127.0.0.1:1 ");
  });

  test("if the CA file does not exist", async () => {
    const config = await writeConfig(fixture, { name: "uncertain", keys: ", keys: { caFile: none.pem }" });
    const { report, step } = await fixture.diagnoseConfiguration(config);
    expect(report.stoppedAt).toBe("keys");
    expect(step("keys").found).toContain("none.pem");
  });
});
