import { findFreePort } from "@eks-auth/test-kit/loopback";
import { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { fetchClientTools } from "../programs/client-tools.ts";
import { buildGoProgram } from "../programs/go-program.ts";
import { ApiClient } from "./api-client.ts";
import { type Tokens, type User, writeCredentials } from "./credentials.ts";
import { compactEtcd } from "./etcd.ts";
import { apiServerFlags, etcdFlags, type Flags, locateFiles, writeFlags } from "./flags.ts";
import { Kubectl } from "./kubectl.ts";

/** Settings of a control plane. */
export interface ControlPlaneOptions {
  /** Users in addition to `admin` and `unprivileged`. */
  readonly users?: readonly User[];
  /** Flags of kube-apiserver that are added, or replace those of `apiServerFlags`. */
  readonly flags?: Flags;
}

/**
 * A running API server with its etcd, without scheduler, controllers and kubelet: pods stay Pending, and a namespace has
 * no default service account.
 */
export interface ControlPlane extends AsyncDisposable {
  /** The URL of the API server, which is also the issuer of its tokens. */
  readonly url: string;
  /** The file of its certificate. */
  readonly caFile: string;
  /**
   * The kubeconfig. Its users, with a context each, are `admin` (the default), `unprivileged` (no permissions), those of the
   * options, `unauthenticated` (a token that the server does not know) and `plugin` (admin by a credential plugin).
   */
  readonly kubeconfig: string;
  /** The bearer tokens of its users. */
  readonly tokens: Tokens;
  /** kubectl as `admin`. */
  readonly kubectl: Kubectl;
  /** The folder of kubectl and helm, for PATH. */
  readonly toolsFolder: string;
  /** Requests as `admin`. */
  readonly api: ApiClient;
  /** Ends kube-apiserver with SIGKILL. etcd goes on. */
  killApiServer(): Promise<void>;
  /** Starts kube-apiserver again on the same port, and waits until it is ready. */
  startApiServer(): Promise<void>;
  /** Compacts etcd: watches that continue from an older revision fail with 410. */
  compactEtcd(): Promise<void>;
  /** Stops it and removes its files. */
  stop(): Promise<void>;
}

/**
 * Builds a control plane unless the cache has it, starts it in a temporary folder, and waits until it is ready.
 *
 * @throws {ToolUnavailableError} if something is missing that builds it
 * @throws {ProgramError} with the end of its log if etcd or kube-apiserver ends
 */
export async function startControlPlane(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const tools = await fetchClientTools();
  const kubelab = await buildGoProgram("kubelab");
  const folder = await makeTempFolder("eks-auth-kubelab");
  const ports = { api: await findFreePort(), etcd: await findFreePort(), etcdPeers: await findFreePort() };
  const url = `https://127.0.0.1:${ports.api}`;
  const { caFile } = locateFiles(folder.path);
  const { kubeconfig, tokens } = await writeCredentials(folder.path, url, options.users ?? []);
  const kubectl = new Kubectl(tools.kubectl, `--kubeconfig=${kubeconfig}`);
  const api = new ApiClient(url, caFile, tokens.get("admin"));
  const start = (name: string, flags: Flags) => new StartedProgram(kubelab, [name, ...writeFlags(flags)]);
  const etcd = start("etcd", etcdFlags(folder.path, ports));
  let apiServer: StartedProgram | undefined;

  const startApiServer = async (): Promise<void> => {
    apiServer = start("kube-apiserver", { ...apiServerFlags(folder.path, ports), ...options.flags });
    await apiServer.waitUntil(async () => {
      etcd.requireRunning();
      return (await api.send("GET", "/readyz").catch(() => undefined))?.body === "ok";
    });
  };
  const killApiServer = async (): Promise<void> => {
    apiServer?.signal("SIGKILL");
    await apiServer?.finish();
  };
  const stop = async (): Promise<void> => {
    api.close();
    // It waits for its clients for a minute if it is asked to stop.
    await killApiServer();
    await etcd.stop();
    await folder.remove();
  };
  try {
    await startApiServer();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    caFile,
    kubeconfig,
    tokens,
    kubectl,
    toolsFolder: tools.folder,
    api,
    killApiServer,
    startApiServer,
    compactEtcd: () => compactEtcd(`http://127.0.0.1:${ports.etcd}`),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
