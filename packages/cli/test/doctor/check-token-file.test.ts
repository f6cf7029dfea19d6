import { mkdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { type Diagnosis, DoctorFixture, pod } from "./support/doctor-fixture.ts";

/** Nothing listens there. */
const unusedUrl = "http://127.0.0.1:1";

const fixture = new DoctorFixture();

function diagnose(tokenFile: string): Promise<Diagnosis> {
  return fixture.diagnose({ env: fixture.podVariables(unusedUrl, tokenFile) });
}

function createToken(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "RS256", kid: "canary" })}.${part(claims)}.Y2FuYXJ5`;
}

const names = {
  namespace: pod.namespace,
  pod: { name: pod.pod.name, uid: "b1" },
  serviceaccount: { name: pod.serviceAccount, uid: "b2" },
};

const notToken = "does not contain a JSON Web Token, or not only that.";
const aud = "pods.eks.amazonaws.com";

test.concurrent.each<[string, string, string, string]>([
  ["an empty file", "\n", "is empty.", "Write the pod's token to it"],
  ["a file without a token", "canary-canary-canary", notToken, "no Bearer and no quotes"],
  ["the value of a header", `Bearer ${createToken({})}`, notToken, "no Bearer and no quotes"],
  [
    "a token without claims",
    "a.b.c",
    "The token's header is not a JSON object in UTF-8.",
    "kubectl create token",
  ],
  [
    "a token with another audience",
    createToken({ aud: ["https://kubernetes.default.svc"], exp: 1 }),
    aud,
    `with the audience ${aud}`,
  ],
  [
    "a token that is not bound to a pod",
    createToken({ aud, exp: 1, "kubernetes.io": { ...names, pod: undefined } }),
    "The token is not bound to a pod",
    "--bound-object-kind Pod",
  ],
  [
    "an expired token",
    createToken({ aud, exp: 1_700_000_000, "kubernetes.io": names }),
    "contains a token of the pod shop/cart-0 with the service account cart that expired at 2023-11-14T22:13:20.000Z, ",
    "check that this is not a copy",
  ],
  [
    "a token that is not valid yet",
    createToken({ aud, nbf: 1e11, exp: 1e300, "kubernetes.io": names }),
    "that is not valid before 5138-11-16T09:46:40.000Z, in ",
    "This machine's clock is behind that of the cluster by at least this time.",
  ],
])("the token file check fails for %s", async (what, text, found, remedy) => {
  const path = await fixture.writeToken(what, text);
  const { report, finding } = await diagnose(path);
  expect(report.failedCheck).toBe("token file");
  expect(finding("token file").found).toContain(path);
  expect(finding("token file").found).toContain(found);
  expect(finding("token file").remedy).toContain(remedy);
  expect(finding("agent")).toMatchObject({ status: "not reached", found: "Needs a token." });
});

test.concurrent("the token file check fails if the file does not exist", async () => {
  const path = fixture.folder.resolve("none");
  const { report, finding } = await diagnose(path);
  expect(report.failedCheck).toBe("token file");
  expect(finding("token file").found).toContain(`${path} can't be read (ENOENT).`);
  expect(finding("token file").remedy).toContain("the volume that projects the token must be mounted there");
});

test.concurrent("the token file check fails for a directory", async () => {
  const path = fixture.folder.resolve("directory");
  await mkdir(path);
  const { finding } = await diagnose(path);
  expect(finding("token file")).toMatchObject({
    status: "failed",
    found: `${path} is a directory. Use a regular file.`,
  });
});

test.concurrent("the token file check fails for a newline after the token: SDKs send it", async () => {
  const path = await fixture.writeToken("with newline", `${await fixture.cluster.mintToken(pod)}\n`);
  const { report, finding } = await diagnose(path);
  expect(report.failedCheck).toBe("token file");
  expect(finding("token file").found).toContain(
    "has whitespace around the token. AWS SDKs send the file as it is",
  );
  expect(finding("token file").remedy).toBe(`Remove it: printf %s "$(cat '${path}')" > token`);
});

test.concurrent("a newline is only a warning in a file that no SDK reads", async () => {
  const tokenFile = await fixture.writeToken("given-file", `${await fixture.cluster.mintToken(pod)}\n`);
  const { report, finding } = await fixture.diagnose({ options: { tokenFile, agent: new URL(unusedUrl) } });
  expect(report.failedCheck).toBe("agent");
  expect(finding("token file").status).toBe("warning");
});
