import { chmod } from "node:fs/promises";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { startEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import type { SigningCall } from "./signing-client.ts";

/** An access key, as in its file. */
export type AccessKeyContent = SigningCall["credentials"];

/** `eks-auth serve` with callers that sign their requests. */
export interface SigningService extends AsyncDisposable {
  readonly url: string;
  /** What it logged so far. */
  readonly log: string;
  /** Creates the token of a pod that has a role. */
  mintToken(): Promise<string>;
  /** Replaces the content of a key file. */
  writeKey(name: string, key: AccessKeyContent): Promise<void>;
}

/**
 * Starts an issuer of tokens and `eks-auth serve` for its cluster `edge`. The caller `sdk` has the key files of `keys`.
 *
 * @param region - that requests must be signed for
 */
export async function startSigningService(
  region: string,
  keys: Readonly<Record<string, AccessKeyContent>>,
): Promise<SigningService> {
  await using resources = new AsyncDisposableStack();
  const cluster = resources.adopt(await startDevCluster(), (running) => running.stop());
  const folder = resources.use(await makeTempFolder("signing"));
  const writeKey = async (name: string, key: AccessKeyContent): Promise<void> => {
    const path = await folder.write(name, JSON.stringify(key));
    await chmod(path, 0o600);
  };
  for (const [name, key] of Object.entries(keys)) {
    await writeKey(name, key);
  }
  await writeConfig(folder, cluster, region, Object.keys(keys));
  const serve = resources.use(startEksAuth("serve", "--config", folder.resolve("eks-auth.yaml")));
  const [, url = ""] = /(http:\/\/[\w.]+:\d+)/.exec(await serve.waitFor(/http:\/\/[\w.]+:\d+/)) ?? [];
  const started = resources.move();
  return {
    url,
    get log() {
      return serve.stdout + serve.stderr;
    },
    mintToken: () =>
      cluster.mintToken({ namespace: "shop", serviceAccount: "cart", pod: { name: "cart-1" } }),
    writeKey,
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

async function writeConfig(
  folder: TempFolder,
  { issuer }: DevCluster,
  region: string,
  keyFiles: readonly string[],
): Promise<void> {
  const config = {
    listen: { port: 0 },
    callers: { sigv4: { region, callers: [{ name: "sdk", keyFiles, clusters: ["edge"] }] } },
    credentials: { embedded: { keyFile: "session-key.pem" } },
    clusters: [
      { name: "edge", region: "eu-west-1", accountId: "111122223333", issuer, associations: "edge.json" },
    ],
  };
  const associations = [
    { namespace: "shop", serviceAccount: "cart", roleArn: "arn:aws:iam::111122223333:role/cart" },
  ];
  await folder.write("eks-auth.yaml", JSON.stringify(config));
  await folder.write("edge.json", JSON.stringify({ associations }));
}
