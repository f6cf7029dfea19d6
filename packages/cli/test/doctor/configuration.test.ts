import { describe, expect, test } from "vitest";
import { readConfiguration } from "../../src/doctor/configuration.ts";
import { DoctorFixture } from "./support/doctor-fixture.ts";
import { writeConfig } from "./support/served-cluster.ts";

const fixture = new DoctorFixture();

describe.concurrent("the server check fails", () => {
  test("if the configuration can't be used; the checks that need it are not reached", async () => {
    const config = await fixture.folder.write("broken file.yaml", "clusters: none\n");
    const { report, finding } = await fixture.diagnoseConfiguration(config);
    expect(report.failedCheck).toBe("server");
    expect(finding("server")).toMatchObject({
      found: expect.stringContaining(`${config}:1: clusters is`),
      remedy: `For all problems of the file, run: eks-auth config check --config '${config}'`,
    });
    expect(finding("keys")).toMatchObject({ status: "not reached", found: "Needs a usable configuration." });
  });

  test("if the configuration does not have the cluster", async () => {
    const config = await writeConfig(fixture);
    const { finding } = await fixture.diagnoseConfiguration(config, "nowhere");
    expect(finding("server").found).toBe(`${config} has no cluster nowhere. It has edge.`);
  });
});

test.each([
  ["{ port: 0 }", undefined],
  ["{ port: 8480 }", "http://127.0.0.1:8480/"],
  ['{ host: "::1", port: 8480 }', "http://[::1]:8480/"],
])("the server's URL with listen: %s is %s", async (listen, url) => {
  const config = await writeConfig(fixture, { name: "listening", listen });
  expect((await readConfiguration(config, "edge")).endpoint?.href).toBe(url);
});

test("the server's URL has the public host if it is not on this machine only", async () => {
  const callers = `callers: { serviceAccount: { audience: "https://eks-auth.example.org", namespace: a, name: b } }`;
  const tls = "{ certificateFile: tls.crt, keyFile: tls.key }";
  const listen = `{ host: 0.0.0.0, port: 8443, publicHosts: [eks-auth.example.org], tls: ${tls} }\n${callers}`;
  const config = await writeConfig(fixture, { name: "public", listen });
  expect((await readConfiguration(config, "edge")).endpoint?.href).toBe("https://eks-auth.example.org:8443/");
});
