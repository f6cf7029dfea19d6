import { readFileSync } from "node:fs";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { startEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import { findTool } from "@eks-auth/test-kit/find-tool";
import { findFreePort } from "@eks-auth/test-kit/loopback";
import { root } from "@eks-auth/test-kit/repository";
import { runProgram } from "@eks-auth/test-kit/run-program";
import { createCertificate, createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requireTools } from "../src/tools.ts";

const canRun =
  (await prepareOrSkip("nginx and Caddy", async () => {
    requireTools("nginx", "caddy", "curl");
    return true;
  })) === true;

const resources = new AsyncDisposableStack();
afterAll(() => resources.disposeAsync());

// The proxies run with the files of deploy/, with other ports, paths and host names. curl signs requests by itself.
describe.runIf(canRun)("in front of the service", () => {
  let folder: TempFolder;
  let cluster: DevCluster;

  beforeAll(async () => {
    folder = resources.use(await makeTempFolder("eks-auth-proxies"));
    const authority = createSelfSignedCertificate("authority");
    const certificate = createCertificate("server.test", authority, { isAuthority: false });
    const client = createCertificate("client", authority, { isAuthority: false, usages: ["clientAuth"] });
    for (const [name, text] of Object.entries({
      "ca.crt": authority.certificate,
      "tls.crt": certificate.certificate,
      "tls.key": certificate.privateKey,
      "client.crt": client.certificate,
      "client.key": client.privateKey,
      "key.yaml":
        "accessKeyId: AKIAIOSFODNN7EXAMPLE\nsecretAccessKey: example-key-that-is-not-a-real-secret\n",
      "edge.yaml":
        "associations:\n  - { namespace: shop, serviceAccount: cart, roleArn: 'arn:aws:iam::111122223333:role/cart' }\n",
    })) {
      await writeFile(folder.resolve(name), text, { mode: 0o600 });
    }
    cluster = await startDevCluster();
    resources.defer(() => cluster.stop());
    const token = await cluster.mintToken({
      namespace: "shop",
      serviceAccount: "cart",
      pod: { name: "cart-0" },
    });
    await folder.write("body.json", JSON.stringify({ token }));
    await folder.write("large.json", JSON.stringify({ token: "x".repeat(70_000) }));
  });

  describe.each(["nginx", "caddy"] as const)("%s, which ends TLS", (proxy) => {
    const path = "/clusters/edge/assume-role-for-pod-identity";
    const signed = ["--aws-sigv4", "aws:amz:eu-west-1:eks-auth", "--user"];
    const keys = [...signed, "AKIAIOSFODNN7EXAMPLE:example-key-that-is-not-a-real-secret"];
    let server: StartedProgram;
    let port: number;
    let url: string;

    beforeAll(async () => {
      const serverPort = await findFreePort();
      port = await findFreePort();
      url = `https://server.test:${port}`;
      server = await serve(
        `${proxy}.yaml`,
        serverPort,
        "trustedProxies: [127.0.0.1]",
        "sigv4: { region: eu-west-1, callers: [{ name: edge, clusters: [edge], keyFiles: [key.yaml] }] }",
      );
      await (proxy === "nginx" ? startNginx : startCaddy)(port, serverPort);
    });

    it("passes a signed request on as it was sent, with the address of its client", async () => {
      const { status, body } = await send(url + path, ...keys);
      expect({ status, subject: body.subject }).toEqual({
        status: 200,
        subject: { namespace: "shop", serviceAccount: "cart" },
      });
      const lines = (await readFile(folder.resolve(`${proxy}.yaml.audit`), "utf8")).trim().split("\n");
      expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({ caller: "edge", clientAddress: "127.0.0.2" });
    });

    it("replaces the address that a client pretends", async () => {
      const { type } = await send(url + path, "--header", "X-Forwarded-For: 192.0.2.1");
      expect(type).toBe("MissingAuthenticationTokenException");
      const log = await server.waitForError("caller_missing");
      expect(JSON.parse(log.trim().split("\n").at(-1) ?? "")).toMatchObject({ address: "127.0.0.2" });
    });

    it("leaves the check of the signature to the service", async () => {
      const { status, type } = await send(url + path, ...signed, "AKIAIOSFODNN7EXAMPLE:wrong");
      expect({ status, type }).toEqual({ status: 403, type: "InvalidSignatureException" });
    });

    it("rejects other paths and hosts; large bodies are rejected, too", async () => {
      expect(await send(`${url}/`)).toMatchObject({ status: 404 });
      // The response can get lost, or become a 502 of the proxy, if the connection is closed while the body is sent.
      const large = await send(url + path, "--data", `@${folder.resolve("large.json")}`);
      expect([413, 502, Number.NaN]).toContain(large.status);
      const other = await curl(
        `https://other.test:${port}${path}`,
        "--resolve",
        `other.test:${port}:127.0.0.1`,
      );
      expect(other.exitCode).not.toBe(0);
    });

    function send(target: string, ...args: readonly string[]) {
      return request(target, port, ...args);
    }
  });

  it("nginx passes TLS through: the client certificate is the caller's", async () => {
    const [port, serverPort] = [await findFreePort(), await findFreePort()];
    await serve(
      "stream.yaml",
      serverPort,
      "tls: { certificateFile: tls.crt, keyFile: tls.key }, maxConnectionsPerAddress: 4096",
      "certificate: { caFile: ca.crt, callers: [{ name: edge, clusters: [edge], subject: CN=client }] }",
    );
    const text = read("deploy/nginx/eks-auth-stream.conf")
      .replace("server 10.0.0.5:8480;", `server 127.0.0.1:${serverPort};`)
      .replace("    server 10.0.0.6:8480;\n", "")
      .replaceAll(/listen (\[::\]:)?443;/g, (_, v6 = "") => `listen ${v6}${port};`);
    const proxy = await runNginx("stream", text, "http {}");
    const path = `https://server.test:${port}/clusters/edge/assume-role-for-pod-identity`;
    await proxy.waitUntil(async () => Number.isInteger((await request(path, port)).status));
    const identity = ["--cert", folder.resolve("client.crt"), "--key", folder.resolve("client.key")];
    expect(await request(path, port, ...identity)).toMatchObject({ status: 200 });
    expect(await request(path, port)).toMatchObject({
      status: 403,
      type: "MissingAuthenticationTokenException",
    });
  });

  async function serve(name: string, port: number, listen: string, callers: string): Promise<StartedProgram> {
    await folder.write(
      name,
      `listen: { host: 127.0.0.1, port: ${port}, publicHosts: [server.test], ${listen} }
callers: { sameNode: false, ${callers} }
audit: { file: ${name}.audit }
admin: { enabled: false }
credentials: { embedded: { keyFile: session.pem } }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "${cluster.issuer}", associations: edge.yaml }
`,
    );
    const program = resources.use(startEksAuth("serve", "--config", folder.resolve(name)));
    await program.waitFor("Press Ctrl-C to stop.");
    return program;
  }

  async function startNginx(port: number, serverPort: number): Promise<void> {
    const text = adapt("deploy/nginx/eks-auth.conf", serverPort).replaceAll(
      /listen (\[::\]:)?443 /g,
      (_, v6 = "") => `listen ${v6}${port} `,
    );
    await folder.write("http.conf", text);
    const proxy = await runNginx("http", "", "http { access_log off; include ../http.conf; }");
    await proxy.waitUntil(() => isAnswering(port));
  }

  /** Runs nginx with a main configuration that has these parts, and its own folder for all that it writes. */
  async function runNginx(name: string, stream: string, http: string): Promise<StartedProgram> {
    const prefix = folder.resolve(`nginx-${name}`);
    await mkdir(prefix);
    const module = "/usr/lib/nginx/modules/ngx_stream_module.so";
    const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
      (kind) => `${kind}_temp_path ${kind};`,
    );
    await writeFile(
      join(prefix, "nginx.conf"),
      `${stream === "" ? "" : `load_module ${module};\n`}daemon off;
pid nginx.pid;
error_log stderr;
${process.geteuid?.() === 0 ? "user root;" : ""}
events { worker_connections 512; }
${stream}
${http.replace("{", `{ ${paths.join(" ")}`)}
`,
    );
    await chmod(folder.path, 0o755);
    return resources.use(
      new StartedProgram(findTool("nginx") ?? "", ["-p", prefix, "-c", "nginx.conf", "-e", "stderr"]),
    );
  }

  async function startCaddy(port: number, serverPort: number): Promise<void> {
    const text = adapt("deploy/caddy/Caddyfile", serverPort)
      .replace("https://server.test {", `https://server.test:${port} {`)
      .replace("\tservers {", "\tadmin off\n\tauto_https disable_redirects\n\tservers {");
    const file = await folder.write("Caddyfile", text);
    const args = ["run", "--config", file, "--adapter", "caddyfile"];
    const proxy = resources.use(
      new StartedProgram(findTool("caddy") ?? "", args, {
        env: { ...process.env, XDG_DATA_HOME: folder.path, XDG_CONFIG_HOME: folder.path },
      }),
    );
    await proxy.waitUntil(() => isAnswering(port));
  }

  function adapt(path: string, serverPort: number): string {
    return read(path)
      .replaceAll("eks-auth.example.org", "server.test")
      .replaceAll("/etc/eks-auth/", `${folder.path}/`)
      .replaceAll("127.0.0.1:8480", `127.0.0.1:${serverPort}`);
  }

  async function isAnswering(port: number): Promise<boolean> {
    return (await request(`https://server.test:${port}/`, port)).status === 404;
  }

  async function request(target: string, port: number, ...args: readonly string[]) {
    const { stdout } = await curl(target, "--resolve", `server.test:${port}:127.0.0.1`, ...args);
    const [head = "", text = ""] = stdout.split("\r\n\r\n");
    const body: { subject?: unknown } = text.startsWith("{") ? JSON.parse(text) : {};
    const type = /^x-amzn-errortype: (.*?)\r?$/im.exec(head)?.[1];
    return { status: Number(/^HTTP\/\S+ (\d+)/.exec(head)?.[1]), type, body };
  }

  function curl(target: string, ...args: readonly string[]) {
    // A server can close the connection when it refuses a request, before it has read the body.
    const body =
      args.includes("--data") || target.endsWith("/") ? [] : ["--data", `@${folder.resolve("body.json")}`];
    const options = [
      "--silent",
      "--include",
      "--noproxy",
      "*",
      "--interface",
      "127.0.0.2",
      "--max-time",
      "20",
    ];
    const json = ["--header", "content-type: application/json"];
    return runProgram("curl", [
      ...options,
      "--cacert",
      folder.resolve("ca.crt"),
      ...json,
      ...body,
      ...args,
      target,
    ]);
  }
});

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}
