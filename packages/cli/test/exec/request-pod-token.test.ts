import { readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ExecFixture } from "./support/exec-fixture.ts";

let fixture: ExecFixture;

beforeEach(async () => {
  fixture = await ExecFixture.make();
});
afterEach(() => fixture.stop());

const api = ["--cluster", "edge", "--endpoint", "http://127.0.0.1:9", "--no-sign-request"];
const printTokenFile = [
  "sh",
  "-c",
  'echo "$AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"; echo ready; exec sleep 60',
];

/** A kubectl without a cluster. The tests in tests/e2e/test/kubernetes have a real one. */
async function writeKubectl(body: string): Promise<void> {
  await fixture.writeProgram("kubectl", `#!/bin/sh\necho "$@" >> "${fixture.folder}/calls"\n${body}\n`);
}

function makeToken(lifetimeSeconds: number, number: number = 0): string {
  const iat = 1_000_000;
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return [part({ alg: "none" }), part({ iat, exp: iat + lifetimeSeconds, number }), "canary"].join(".");
}

describe("eks-auth exec --pod", () => {
  it("asks kubectl for a token of the pod, and keeps it to its owner", async () => {
    await writeKubectl(`[ "$1" = get ] && echo "cart uid-0" || echo ${makeToken(3600)}`);
    const options = ["--kubeconfig", "/etc/my kubeconfig", "--context", "edge", "--pod", "shop/cart-0"];
    const command = fixture.start(...api, ...options, "--", ...printTokenFile);
    const file = (await command.waitFor("ready")).split("\n")[0] ?? "";
    expect(await readFile(file, "utf8")).toBe(makeToken(3600));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(file))).mode & 0o777).toBe(0o700);
    const access = "--request-timeout=20s --kubeconfig=/etc/my kubeconfig --context=edge\n";
    expect(await readFile(join(fixture.folder, "calls"), "utf8")).toBe(
      `get pod cart-0 --namespace shop --output jsonpath={.spec.serviceAccountName} {.metadata.uid} ${access}` +
        "create token cart --namespace shop --bound-object-kind=Pod --bound-object-name=cart-0 " +
        `--bound-object-uid=uid-0 --audience=pods.eks.amazonaws.com --duration=1h ${access}`,
    );
    command.signal("SIGTERM");
    expect(await command.finish()).toMatchObject({ exitCode: 143, stderr: "" });
    expect(await fixture.listTemporary()).toEqual([]);
  });

  it("renews the token when 80 % of its own lifetime are over", async () => {
    // The second call of `create` finds the file.
    const other = join(fixture.folder, "second");
    await writeKubectl(
      `if [ "$1" = get ]; then echo "cart uid-0"; elif [ -e "${other}" ]; then echo ${makeToken(3600, 2)}; ` +
        `else touch "${other}"; echo ${makeToken(1, 1)}; fi`,
    );
    const command = fixture.start(...api, "--pod", "shop/cart-0", "--", ...printTokenFile);
    const file = (await command.waitFor("ready")).split("\n")[0] ?? "";
    await expect.poll(() => readFile(file, "utf8")).toBe(makeToken(3600, 2));
  });

  it("says in a line that the token can't be renewed, and runs on", async () => {
    const gone = join(fixture.folder, "gone");
    await writeKubectl(
      `[ -e "${gone}" ] && { echo 'Error from server (NotFound): pods "cart-0" not found' >&2; exit 1; }; ` +
        `[ "$1" = get ] && echo "cart uid-0" || { touch "${gone}"; echo ${makeToken(1)}; }`,
    );
    const command = fixture.start(...api, "--pod", "shop/cart-0", "--", ...printTokenFile);
    await command.waitForError("\n");
    command.signal("SIGTERM");
    const { exitCode, stderr } = await command.finish();
    expect(exitCode).toBe(143);
    expect(stderr.split("\n")[0]).toBe(
      "eks-auth: warning  the token of shop/cart-0 could not be renewed: there is no pod shop/cart-0. Check --pod and " +
        "--context; `kubectl get pods --namespace shop` lists those that there are. " +
        'kubectl said: Error from server (NotFound): pods "cart-0" not found',
    );
  });

  it("shows what a login method asks for while it waits", async () => {
    await writeKubectl(`echo "open the page and type 1234" >&2; exec sleep 60`);
    const command = fixture.start(...api, "--pod", "shop/cart-0", "--", "true");
    await command.waitForError("open the page and type 1234\n");
    command.signal("SIGTERM");
    expect(await command.finish()).toMatchObject({ exitCode: 143, stderr: "open the page and type 1234\n" });
    expect(await fixture.listTemporary()).toEqual([]);
  });
});

describe("eks-auth exec --pod ends with 1 and says", () => {
  async function expectFailure(...messages: readonly string[]): Promise<void> {
    const run = await fixture
      .start(...api, "--context", "edge", "--pod", "shop/cart-0", "--", "true")
      .finish();
    expect(run).toMatchObject({ exitCode: 1, stdout: "" });
    for (const message of messages) {
      expect(run.stderr).toContain(message);
    }
    expect(run.stderr).not.toContain("canary");
    expect(await fixture.listTemporary()).toEqual([]);
  }

  it("that there is no kubectl", async () => {
    vi.stubEnv("PATH", fixture.folder);
    await expectFailure(
      "error: kubectl was not found; --pod asks the cluster with it. Install it and put it on PATH",
    );
  });

  it.each([
    [
      "pods is forbidden: User cannot get resource",
      "the kubeconfig's user may not make tokens of shop/cart-0.",
    ],
    [
      'pods "cart-0" is forbidden: RBAC: role.rbac.authorization.k8s.io "reader" not found',
      "the kubeconfig's user may not make tokens of shop/cart-0.",
    ],
    [
      "Unable to connect to the server: getting credentials: exec: executable aws failed with exit code 255",
      "the program that the kubeconfig logs in with failed.",
    ],
    ['error: context "edge" does not exist', "the kubeconfig has no context edge."],
    [
      "error: You must be logged in to the server (Unauthorized)",
      "the cluster doesn't know the kubeconfig's user",
    ],
    ["Unable to connect to the server: dial tcp: i/o timeout", "the cluster can't be reached."],
    ["The connection to the server localhost:8080 was refused", "kubectl found no kubeconfig."],
    ['error: failed to create token: serviceaccounts "cart" not found', "the service account of the pod"],
    ['Error from server (NotFound): namespaces "shop" not found', "there is no pod shop/cart-0."],
    ["error: stat /none: no such file or directory", "the kubeconfig can't be read."],
    ["error: something new", "kubectl could not get a token of shop/cart-0."],
  ])("what %j means", async (words, message) => {
    await writeFile(join(fixture.folder, "words"), words);
    await writeKubectl(`cat "${fixture.folder}/words" >&2; exit 1`);
    await expectFailure(`error: ${message}`, `\nkubectl said: ${words}\n`);
  });

  it("which line of several it means", async () => {
    const missing = "Unable to connect to the server: getting credentials: exec: executable aws not found";
    await writeFile(
      join(fixture.folder, "words"),
      `${missing}\n\nSee the following:\n    https://kubernetes.io/\n`,
    );
    await writeKubectl(`cat "${fixture.folder}/words" >&2; exit 1`);
    await expectFailure(
      "error: the program that the kubeconfig logs in with was not found.",
      `\nkubectl said: ${missing}\n`,
    );
  });

  it("that the kubectl gave no token", async () => {
    await writeKubectl(`[ "$1" = get ] && echo "cart uid-0" || echo canary.canary.canary`);
    await expectFailure("error: kubectl gave no token with the claims iat and exp.");
  });
});
