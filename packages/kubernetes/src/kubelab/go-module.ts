/** What a `go.mod` says of the program that it is for. */
export interface GoModule {
  /** The oldest Go that it takes, `1.26.0`. */
  readonly goVersion: string;
  /** The version of Kubernetes, `v1.36.3`. */
  readonly kubernetesVersion: string;
}

/** Reads a `go.mod`. */
export function readGoModule(text: string): GoModule {
  const [, goVersion = ""] = /^go (\S+)$/m.exec(text) ?? [];
  const [, kubernetesVersion = ""] = /^\s*k8s\.io\/kubernetes (v\S+)$/m.exec(text) ?? [];
  return { goVersion, kubernetesVersion };
}
