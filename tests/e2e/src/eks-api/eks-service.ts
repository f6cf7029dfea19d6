import { chmod } from "node:fs/promises";
import { AssumeRoleForPodIdentityCommand, EKSAuthClient, EKSAuthServiceException } from "@eks-auth/client";
import { startEksAuthWith } from "@eks-auth/test-kit/eks-auth-command";
import { cleanEnvironment } from "@eks-auth/test-kit/run-program";
import type { TempFolder } from "@eks-auth/test-kit/temp-folder";
import type { EksCaller } from "./eks-client.ts";

const region = "eu-west-1";
const accountId = "111122223333";

/** Who calls the EKS API of the tests. */
export type CallerName = "admin" | "reader" | "outsider";

const rights: Readonly<Record<CallerName, object>> = {
  admin: { write: "all" },
  reader: { read: ["edge"] },
  outsider: { write: ["elsewhere"] },
};

/** What {@link startEksService} starts `eks-auth serve` with. */
export interface EksServiceOptions {
  /** Where its files are written, with the names of the caller's key files and of the associations. */
  readonly folder: TempFolder;
  /** The clusters, without `region` and `accountId`. */
  readonly clusters: readonly { readonly name: string; readonly [key: string]: unknown }[];
  /** Who can call; only `admin` by default. `reader` needs a cluster `edge`, and `outsider` one `elsewhere`. */
  readonly callers?: readonly CallerName[];
  /** `credentials` of the configuration; the embedded issuer by default. */
  readonly credentials?: object;
  /** Variables in addition to those of this process: the service's own AWS credentials. */
  readonly env?: Readonly<Record<string, string>>;
}

/** `eks-auth serve` with the EKS API. */
export interface EksService extends AsyncDisposable {
  /** The URL of the API that exchanges tokens. It has no callers. */
  readonly url: string;
  /** The URL of the EKS API. */
  readonly eksUrl: string;
  /** What it printed and logged so far. */
  readonly output: string;
  /** Returns where a caller calls, with its access key. */
  caller(name: CallerName): EksCaller;
  /** Exchanges a token: the name of the role that the pod gets, or the error's name. */
  exchange(cluster: string, token: string): Promise<string>;
}

/** Starts `eks-auth serve` with the EKS API, and an access key for each caller. */
export async function startEksService(options: EksServiceOptions): Promise<EksService> {
  const { folder, callers = ["admin"], env = {} } = options;
  for (const name of callers) {
    await chmod(await folder.write(`${name}.json`, JSON.stringify(accessKeyOf(name))), 0o600);
  }
  const config = await folder.write("eks-auth.yaml", JSON.stringify(createConfig({ ...options, callers })));
  const serve = startEksAuthWith({ env: cleanEnvironment(env) }, "serve", "--config", config);
  const output = await serve.waitFor("Press Ctrl-C to stop.");
  const [url = "", eksUrl = ""] = ["listening on", "EKS API +"].map(
    (label) => new RegExp(`${label}\\s*(http://[\\w.]+:\\d+)`).exec(output)?.[1],
  );
  const exchanger = new EKSAuthClient({
    endpoint: url,
    region,
    credentials: { accessKeyId: "unused", secretAccessKey: "unused" },
    maxAttempts: 1,
  });
  return {
    url,
    eksUrl,
    get output() {
      return serve.stdout + serve.stderr;
    },
    caller: (name) => ({ endpoint: eksUrl, region, credentials: accessKeyOf(name) }),
    exchange: (cluster, token) => exchange(exchanger, cluster, token),
    async [Symbol.asyncDispose]() {
      exchanger.destroy();
      await serve.stop();
    },
  };
}

/** The secret must appear in no output of the service. */
function accessKeyOf(name: CallerName): EksCaller["credentials"] {
  return {
    accessKeyId: `EKSAPI${name.toUpperCase()}000001`,
    secretAccessKey: `canary/${name}+${"s".repeat(30)}`,
  };
}

function createConfig({ clusters, callers = [], credentials }: EksServiceOptions): object {
  const signing = callers.map((name) => ({ name, keyFiles: [`${name}.json`], ...rights[name] }));
  return {
    listen: { port: 0 },
    eksApi: { port: 0, callers: { sigv4: { region, callers: signing } } },
    credentials: credentials ?? { embedded: { keyFile: "session-key.pem" } },
    clusters: clusters.map((cluster) => ({ region, accountId, ...cluster })),
  };
}

async function exchange(client: EKSAuthClient, clusterName: string, token: string): Promise<string> {
  try {
    const { assumedRoleUser } = await client.send(
      new AssumeRoleForPodIdentityCommand({ clusterName, token }),
    );
    return assumedRoleUser?.arn?.split("/")[1] ?? "";
  } catch (error) {
    if (error instanceof EKSAuthServiceException) {
      return error.name;
    }
    throw error;
  }
}
