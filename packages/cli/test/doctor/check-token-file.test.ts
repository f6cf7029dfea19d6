import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Diagnosis, DoctorFixture, pod } from "./doctor-fixture.ts";

/** Nobody listens there: the walk must not get that far. */
const nowhere = "http://127.0.0.1:1";

let fixture: DoctorFixture;

beforeAll(async () => {
  fixture = await DoctorFixture.make();
});
afterAll(() => fixture.stop());

function diagnose(tokenFile: string): Promise<Diagnosis> {
  return fixture.diagnose({ env: fixture.podVariables(nowhere, tokenFile) });
}

function writeClaims(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "RS256", kid: "canary" })}.${part(claims)}.Y2FuYXJ5`;
}

const names = {
  namespace: pod.namespace,
  pod: { name: pod.pod.name, uid: "b1" },
  serviceaccount: { name: pod.serviceAccount, uid: "b2" },
};

test.concurrent.each<[string, string, string, string]>([
  ["an empty file", "\n", "is empty.", "Write the pod's token to it"],
  [
    "something else than a token",
    "canary-canary-canary",
    "doesn't hold a JSON Web Token alone.",
    "neither Bearer nor quotes",
  ],
  [
    "a header's value",
    `Bearer ${writeClaims({})}`,
    "doesn't hold a JSON Web Token alone.",
    "neither Bearer nor quotes",
  ],
  ["a token without claims", "a.b.c", "The token's header is not a JSON object.", "kubectl create token"],
  [
    "a token for somebody else",
    writeClaims({ aud: ["https://kubernetes.default.svc"], exp: 1 }),
    "The token is not for pods.eks.amazonaws.com",
    "with the audience pods.eks.amazonaws.com",
  ],
  [
    "a token of no pod",
    writeClaims({ aud: "pods.eks.amazonaws.com", exp: 1, "kubernetes.io": { ...names, pod: undefined } }),
    "The token is not bound to a pod",
    "--bound-object-kind Pod",
  ],
  [
    "a token that is over",
    writeClaims({ aud: "pods.eks.amazonaws.com", exp: 1_700_000_000, "kubernetes.io": names }),
    "holds a token of the pod shop/cart-0 with the service account cart that ended at 2023-11-14T22:13:20.000Z.",
    "this is the pod's own file and no copy",
  ],
  [
    "a token that is to come",
    writeClaims({ aud: "pods.eks.amazonaws.com", nbf: 1e11, exp: 1e300, "kubernetes.io": names }),
    "that begins at 5138-11-16T09:46:40.000Z only.",
    "Check the clocks",
  ],
])("the way stops at the token file with %s", async (what, text, found, remedy) => {
  const path = await fixture.writeToken(what, text);
  const { json, step } = await diagnose(path);
  expect(json.stoppedAt).toBe("token file");
  expect(step("token file").found).toContain(path);
  expect(step("token file").found).toContain(found);
  expect(step("token file").remedy).toContain(remedy);
  expect(step("agent")).toMatchObject({ status: "not reached", found: "It needs a token." });
});

test.concurrent("the way stops at a token file that isn't there", async () => {
  const { json, step } = await fixture.diagnoseTwice({
    env: fixture.podVariables(nowhere, join(fixture.folder, "none")),
  });
  expect(json.stoppedAt).toBe("token file");
  expect(step("token file").found).toBe(`${join(fixture.folder, "none")} can't be read (ENOENT).`);
  expect(step("token file").remedy).toContain("the volume that projects the token must be mounted there");
});

test.concurrent("the way stops at a token file that is a directory", async () => {
  await mkdir(join(fixture.folder, "directory"));
  const { step } = await diagnose(join(fixture.folder, "directory"));
  expect(step("token file")).toMatchObject({
    status: "failed",
    remedy: "It is a directory: name the file in it.",
  });
});

test.concurrent("the way stops at a newline behind the token, which no SDK trims", async () => {
  const path = await fixture.writeToken("with-newline", `${await fixture.cluster.mintToken(pod)}\n`);
  const { json, step } = await diagnose(path);
  expect(json.stoppedAt).toBe("token file");
  expect(step("token file").found).toContain(
    "has space or a newline around the token. SDKs send a file as it is",
  );
});

test.concurrent("a newline is only warned of in a file that no SDK reads", async () => {
  const path = await fixture.writeToken("read-by-nobody", `${await fixture.cluster.mintToken(pod)}\n`);
  const { json, step } = await fixture.diagnose({ args: ["--token-file", path, "--agent", nowhere] });
  expect(json.stoppedAt).toBe("agent");
  expect(step("token file").status).toBe("warning");
});
