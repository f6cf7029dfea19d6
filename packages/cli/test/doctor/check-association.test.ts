import { describe, expect, test } from "vitest";
import { findClosest } from "../../src/doctor/check-association.ts";
import { DoctorFixture, pod } from "./support/doctor-fixture.ts";
import { ServedCluster, writeConfig } from "./support/served-cluster.ts";

describe("findClosest", () => {
  const associations = ["shop/cart", "shop/checkout", "billing/invoices", "team-*/*"].map((text) => {
    const [namespace = "", serviceAccount = ""] = text.split("/");
    return { namespace, serviceAccount };
  });

  test.each([
    ["shop", "carts", "shop/cart"],
    ["shop", "checkuot", "shop/checkout"],
    ["shpo", "cart", "shop/cart"],
    ["default", "invoices", "billing/invoices"],
    ["nothing", "alike", undefined],
  ])("for %s/%s is %s", (namespace, serviceAccount, closest) => {
    const found = findClosest(associations, { namespace, serviceAccount });
    expect(found && `${found.namespace}/${found.serviceAccount}`).toBe(closest);
  });
});

describe.concurrent("the association check fails", () => {
  const fixture = new DoctorFixture();
  const served = new ServedCluster(fixture);

  test("without an association: it names the closest one and the command that adds one", async () => {
    const token = await fixture.cluster.mintToken({ ...pod, serviceAccount: "carts" });
    const tokenFile = await fixture.writeToken("carts", token);
    const { report, finding } = await fixture.diagnose({
      options: { tokenFile, config: served.config, endpoint: new URL(served.url), cluster: "edge" },
    });
    expect(report.failedCheck).toBe("association");
    expect(finding("association")).toEqual({
      check: "association",
      status: "failed",
      code: "association_not_found",
      found: `${fixture.folder.path}/edge-associations.yaml, of the cluster edge, has no association for shop/carts. The closest is for shop/cart.`,
      remedy: `Add one: eks-auth association add --config ${served.config} --cluster edge --namespace shop --service-account carts --role-arn ROLE_ARN`,
    });
    expect(report.summary).toContain("Check failed: association.");
  });

  test("with an empty association file, and with an unusable one", async () => {
    const config = await writeConfig(fixture, { name: "bare" });
    const diagnose = async (associations: string) => {
      await fixture.folder.write("bare-associations.yaml", `associations: ${associations}\n`);
      return (await fixture.diagnoseConfiguration(config)).finding("association").found;
    };
    expect(await diagnose("[]")).toContain("It has no associations.");
    expect(await diagnose("none")).toContain("bare-associations.yaml:1: associations is");
  });

  test("without an association file: it is unusable only if the configuration says that it exists", async () => {
    const diagnose = async (keys: string) => {
      const config = await writeConfig(fixture, { name: "gone", keys });
      await fixture.folder.delete("gone-associations.yaml");
      return (await fixture.diagnoseConfiguration(config)).finding("association");
    };
    expect(await diagnose("")).toMatchObject({ status: "failed", code: "association_not_found" });
    expect(await diagnose(", associationsMustExist: true")).toMatchObject({
      status: "failed",
      code: "associations_unusable",
      found: expect.stringContaining("gone-associations.yaml: the file can't be read (ENOENT)"),
    });
  });

  test("if the server does not have the configured association", async () => {
    const config = await writeConfig(fixture, { name: "ahead" });
    await fixture.folder.write(
      "ahead-associations.yaml",
      'associations: [{ namespace: shop, serviceAccount: "*", roleArn: "arn:aws:iam::111122223333:role/any" }]\n',
    );
    const tokenFile = await fixture.writeToken(
      "ahead",
      await fixture.cluster.mintToken({ ...pod, serviceAccount: "other" }),
    );
    const { report, finding } = await fixture.diagnose({
      options: { tokenFile, config, endpoint: new URL(served.url), cluster: "edge" },
    });
    expect(report.failedCheck).toBe("association");
    expect(finding("association").found).toContain(
      "by shop/*, the glob that matches best. But: The server responds 404",
    );
    expect(report.code).toBe("server_differs");
    expect(finding("association").remedy).toContain("does not use this configuration, or has not loaded");
  });
});
