import { globSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { startDevCluster } from "@eks-auth/service/dev-cluster";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { afterAll, expect, test } from "vitest";
import { buildImage } from "../src/built-image.ts";

const isRoot = process.geteuid?.() === 0;
const image = isRoot ? await prepareOrSkip("the image", buildImage) : undefined;
const folder = useTempFolder("eks-auth-image");

afterAll(() => image?.[Symbol.asyncDispose]());

if (!isRoot) {
  test.skip("the image: only root can build and mount it here");
}

test.runIf(image)("the image says how it is run, and by whom it was built", () => {
  expect(image?.config).toMatchObject({
    User: "65532:65532",
    Entrypoint: ["node", "/opt/eks-auth/bin/eks-auth.js"],
    Cmd: ["--help"],
    ExposedPorts: { "8480/tcp": {}, "8481/tcp": {}, "9443/tcp": {} },
    Healthcheck: { Test: ["CMD", "node", "/opt/eks-auth/healthcheck.mjs"] },
    Labels: {
      "org.opencontainers.image.title": "eks-auth",
      "org.opencontainers.image.licenses": "Apache-2.0",
      "org.opencontainers.image.version": "1.2.3",
      "org.opencontainers.image.revision": "abc",
    },
  });
});

test.runIf(image)("the image has the published files of the command, and nothing else", () => {
  const list = (pattern: string) => globSync(pattern, { cwd: `${image?.folder}/opt/eks-auth` }).sort();
  expect(list("*")).toEqual(["LICENSE", "bin", "dist", "healthcheck.mjs", "package.json"]);
  expect(list("dist/*").length).toBeLessThan(150);
  expect(list("dist/THIRD-PARTY-LICENSES")).toHaveLength(1);
});

test.runIf(image)("link-local runs the image's ip, and needs a capability for it", async () => {
  const linkLocal = ["/opt/eks-auth/bin/eks-auth.js", "link-local", "add"];
  expect(await image?.runToEnd("0:0", "node", linkLocal)).toMatchObject({
    exitCode: 0,
    stdout: "169.254.170.23/32 was added to lo\nfd00:ec2::23/128 was added to lo\n",
    stderr: "",
  });
  expect(await image?.runToEnd("65532:65532", "node", linkLocal)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("CAP_NET_ADMIN"),
  });
  // BusyBox is whatever its name says, so it must have no other.
  expect(await image?.runToEnd("0:0", "ip", ["-V"])).toMatchObject({
    stderr: expect.stringContaining("BusyBox"),
  });
});

test.runIf(image)("serve runs without root, with a read-only root, and is healthy", async () => {
  const cluster = await startDevCluster();
  const [token, keys] = await Promise.all([
    cluster.mintToken({ namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0" } }),
    fetch(`${cluster.issuer}/openid/v1/jwks`).then((response) => response.text()),
  ]);
  await cluster.stop();
  await folder.write("keys.json", keys);
  await folder.write("edge.yaml", associations);
  await folder.write("token", token);
  await folder.write("request.mjs", request);
  await folder.write(
    "eks-auth.yaml",
    `stateDirectory: /var/lib/eks-auth
credentials: { embedded: { keyFile: /var/lib/eks-auth/session.pem } }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "${cluster.issuer}", keys: { file: keys.json }, associations: edge.yaml }
`,
  );
  await chmod(folder.path, 0o755);
  expect(linesOf(await image?.run(folder.path, ["serve", "--config", "eks-auth.yaml"]))).toEqual(
    expect.arrayContaining([...isRestricted, "200 arn:aws:sts::111122223333:assumed-role/cart", "stopped"]),
  );
});

test.runIf(image)("agent runs without root, with a read-only root, and is healthy", async () => {
  await chmod(folder.path, 0o755);
  const args = ["agent", "--cluster", "edge", "--endpoint", "http://127.0.0.1:8480", "--no-sign-request"];
  const output = await image?.run(folder.path, [...args, "--listen", "127.0.0.1:8080"]);
  expect(linesOf(output)).toEqual(expect.arrayContaining([...isRestricted, "stopped"]));
});

const isRestricted = [
  "healthy",
  "65532",
  "CapEff:\t0000000000000000",
  expect.stringContaining("Read-only file system"),
];

const associations = `associations:
  - namespace: shop
    serviceAccount: cart
    roleArn: arn:aws:iam::111122223333:role/cart
`;

const request = `import { readFile } from "node:fs/promises";
const response = await fetch("http://127.0.0.1:8480/clusters/edge/assume-role-for-pod-identity", {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ token: await readFile("token", "utf8") }),
});
const { assumedRoleUser } = await response.json();
console.log(response.status, assumedRoleUser.arn.replace(/\\/[^/]*$/, ""));
`;

function linesOf(output = ""): string[] {
  return output.split("\n");
}
