import { expect, test, vi } from "vitest";
import { slowTime } from "../support/node-options.ts";
import { assumeRole, pod, ServeFixture } from "./support/serve-fixture.ts";

const fixture = new ServeFixture();

test("the log has who got credentials, and why others were refused, and no secret", async () => {
  const issuer = await fixture.startIssuer();
  await fixture.writeAssociations("edge", "cart");
  await fixture.writeConfig({ edge: issuer.issuer });
  vi.stubEnv("NODE_OPTIONS", slowTime);
  const { url, command } = await fixture.serve();
  await fixture.readKeys(url, issuer);
  const token = await issuer.mintToken(pod);
  const { credentials } = await assumeRole(url, "edge", token);
  const [header, payload] = token.split(".");
  const forged = `${header}.${payload}.Y2FuYXJ5`;
  await expect(assumeRole(url, "edge", forged)).rejects.toMatchObject({
    name: "InvalidTokenException",
    message: "The token is not valid.",
  });
  command.signal("SIGTERM");
  const { stderr, stdout, exitCode } = await command.finish();
  expect(exitCode).toBe(0);
  const records = stderr
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const afterKeys = records.findLastIndex(({ answer }) => answer === "ResourceNotFoundException") + 1;
  expect(records.slice(afterKeys)).toMatchObject([
    { level: "info", cluster: "edge", namespace: "shop", serviceAccount: "cart", msg: "credentials issued" },
    { level: "warn", cluster: "edge", answer: "InvalidTokenException", check: "signature", msg: "refused" },
  ]);
  const { secretAccessKey, sessionToken } = credentials ?? {};
  for (const secret of [...token.split("."), "Y2FuYXJ5", secretAccessKey, sessionToken]) {
    expect(stderr + stdout).not.toContain(secret);
  }
});
