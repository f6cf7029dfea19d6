import { writeFile } from "node:fs/promises";

/** Who may call the API server: a name, and how kubectl logs in as it. */
export interface KubeconfigUser {
  readonly name: string;
  /** As in a kubeconfig: `{ token }`, or `{ exec }`. */
  readonly login: object;
}

/** What a kubeconfig is to have. */
export interface KubeconfigContent {
  /** The URL of the API server. */
  readonly server: string;
  /** The file of the certificate that it has. */
  readonly caFile: string;
  /** There is a context for each, of the same name; the first is the current one. */
  readonly users: readonly KubeconfigUser[];
}

/** Writes a kubeconfig, which is for its owner alone. */
export async function writeKubeconfig(
  file: string,
  { server, caFile, users }: KubeconfigContent,
): Promise<void> {
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "lab", cluster: { server, "certificate-authority": caFile } }],
    users: users.map(({ name, login }) => ({ name, user: login })),
    contexts: users.map(({ name }) => ({ name, context: { cluster: "lab", user: name } })),
    "current-context": users[0]?.name,
  };
  // JSON is YAML, too.
  await writeFile(file, JSON.stringify(config, null, 2), { mode: 0o600 });
}
