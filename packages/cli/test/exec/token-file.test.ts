import { existsSync } from "node:fs";
import { chmod, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { runInProcess } from "../support/run-in-process.ts";
import { createToken, ExecFixture, unusedApi } from "./support/exec-fixture.ts";

const fixture = new ExecFixture();

describe("eks-auth exec --token-file", () => {
  const malformed =
    "must contain only a JSON Web Token: HEADER.CLAIMS.SIGNATURE, without Bearer or quotes. Check --token-file.";

  it.each<[string, string, string | Uint8Array, string]>([
    [
      "does not exist",
      "none",
      "",
      "can't be read (ENOENT). Check that it exists and that this process can read it. Check --token-file.",
    ],
    ["is a folder", "tmp", "", "is a directory. Use a regular file. Check --token-file."],
    ["is empty", "token", "\n", "is empty; it should contain a pod's token. Check --token-file."],
    [
      "ends with a newline, which AWS SDKs refuse",
      "token",
      "a.b.c\n",
      "has whitespace or a newline before or after the token, which AWS SDKs refuse. Write only the token, with printf %s for example.",
    ],
    ["is binary", "token", Buffer.from([0xff, 0, 0x80]), malformed],
    ["contains text, which is not printed", "token", "Bearer a.b.c", malformed],
  ])("fails before it starts the command if the file %s", async (_what, name, content, message) => {
    await fixture.write("token", content);
    const file = join(fixture.folder, name);
    const options = ["--cluster", "edge", "--region", "eu-west-1", "--token-file", file];
    const touch = ["touch", join(fixture.folder, "started")];
    expect(await runInProcess("exec", ...options, "--", ...touch)).toMatchObject({
      exitCode: 1,
      stderr: `error: the token file ${file} ${message}\n`,
    });
    expect(await fixture.listTemporary()).toEqual([]);
    expect(existsSync(join(fixture.folder, "started"))).toBe(false);
  });

  it("fails before it starts the command if others can write the file", async () => {
    await fixture.write("token", "a.b.c");
    const file = join(fixture.folder, "token");
    await chmod(file, 0o666);
    const options = ["--cluster", "edge", "--region", "eu-west-1", "--token-file", file];
    expect(await runInProcess("exec", ...options, "--", "true")).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/^error: the token file \S+ can be written by all users .* chmod go-w /),
    });
  });

  it("makes a relative path absolute, and keeps the file", async () => {
    await fixture.write("other", "a.b.c");
    const relative = join(fixture.folder, "tmp", "..", "other");
    const script = 'cat "$AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"; pwd';
    const options = [...unusedApi, "--token-file", relative];
    const { stdout } = await fixture.start(...options, "--", "sh", "-c", script).finish();
    expect(stdout).toBe(`a.b.c${process.cwd()}\n`);
  });
});

describe("eks-auth exec --pod", () => {
  const printTokenFile = [
    "sh",
    "-c",
    'echo "$AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"; echo ready; exec sleep 60',
  ];

  it("requests a token of the pod with kubectl, and keeps it readable only by its owner", async () => {
    await fixture.writeKubectl(`[ "$1" = get ] && echo "cart uid-0" || echo ${createToken(3600)}`);
    const options = ["--kubeconfig", "/etc/my kubeconfig", "--context", "edge", "--pod", "shop/cart-0"];
    const command = fixture.start(...unusedApi, ...options, "--", ...printTokenFile);
    const file = (await command.waitFor("ready")).split("\n")[0] ?? "";
    expect(await readFile(file, "utf8")).toBe(createToken(3600));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(file))).mode & 0o777).toBe(0o700);
    const access = "--request-timeout=20s --kubeconfig=/etc/my kubeconfig --context=edge\n";
    expect(await fixture.read("calls")).toBe(
      `get pod cart-0 --namespace shop --output jsonpath={.spec.serviceAccountName} {.metadata.uid} ${access}` +
        "create token cart --namespace shop --bound-object-kind=Pod --bound-object-name=cart-0 " +
        `--bound-object-uid=uid-0 --audience=pods.eks.amazonaws.com --duration=1h ${access}`,
    );
    command.signal("SIGTERM");
    expect(await command.finish()).toMatchObject({ exitCode: 143, stderr: "" });
    expect(await fixture.listTemporary()).toEqual([]);
  });

  it("renews the token after 80 % of its lifetime", async () => {
    // The second call of `create` finds the file.
    const second = join(fixture.folder, "second");
    await fixture.writeKubectl(
      `if [ "$1" = get ]; then echo "cart uid-0"; elif [ -e "${second}" ]; then echo ${createToken(3600, 2)}; ` +
        `else touch "${second}"; echo ${createToken(1, 1)}; fi`,
    );
    const command = fixture.start(...unusedApi, "--pod", "shop/cart-0", "--", ...printTokenFile);
    const file = (await command.waitFor("ready")).split("\n")[0] ?? "";
    await expect.poll(() => readFile(file, "utf8")).toBe(createToken(3600, 2));
  });

  it("prints one line if the token can't be renewed, and runs on", async () => {
    const gone = join(fixture.folder, "gone");
    await fixture.writeKubectl(
      `[ -e "${gone}" ] && { echo 'Error from server (NotFound): pods "cart-0" not found' >&2; exit 1; }; ` +
        `[ "$1" = get ] && echo "cart uid-0" || { touch "${gone}"; echo ${createToken(1)}; }`,
    );
    const command = fixture.start(...unusedApi, "--pod", "shop/cart-0", "--", ...printTokenFile);
    await command.waitForError("\n");
    command.signal("SIGTERM");
    const { exitCode, stderr } = await command.finish();
    expect(exitCode).toBe(143);
    expect(stderr.split("\n")[0]).toBe(
      "eks-auth: warning  the token of shop/cart-0 could not be renewed: there is no pod shop/cart-0. Check --pod and " +
        "--context; `kubectl get pods --namespace shop` lists all. " +
        'kubectl said: Error from server (NotFound): pods "cart-0" not found',
    );
  });
});
