import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildGo, requireGo } from "@eks-auth/e2e/tools/go";
import { cachedFolder } from "./cache.ts";
import { reportBuild } from "./report-build.ts";

/** The name of a program of the Go module. */
export type GoProgramName = "kubelab" | "kubenode" | "coredns" | "pause" | "probe";

/** The folders of the programs' packages. They are one module, so that Go compiles what they share only once. */
const programs: Record<GoProgramName, string> = {
  /** etcd and kube-apiserver. */
  kubelab: "kubelab",
  /** kube-controller-manager, kube-scheduler, kubelet and kube-proxy. */
  kubenode: "kubenode",
  /** The cluster's DNS server. */
  coredns: "coredns",
  pause: "images/pause",
  probe: "images/probe",
};

const module = fileURLToPath(new URL("../../go", import.meta.url));

/**
 * Builds a program of the Go module in `go/`, unless the cache has it. Go downloads the sources from its module proxy, and
 * keeps them and what it compiles in its own caches.
 *
 * @returns the path of the program
 * @throws {ToolUnavailableError} if Go is missing or too old
 */
export async function buildGoProgram(name: GoProgramName): Promise<string> {
  const path = programs[name];
  const files = ["go.mod", "go.sum", join(path, "main.go")];
  const texts = await Promise.all(files.map((file) => readFile(join(module, file), "utf8")));
  const cached = await cachedFolder(name, texts, async (target) => {
    const { goVersion, kubernetesVersion } = readGoModule(texts[0] ?? "");
    await requireGo(goVersion);
    await reportBuild(`${name} from source`, () =>
      buildGo({
        module,
        package: `./${path}`,
        output: join(target, name),
        flags: ["-trimpath", "-ldflags", writeLinkerFlags(kubernetesVersion)],
        env: { GOFLAGS: "-mod=readonly -buildvcs=false" },
      }),
    );
  });
  return join(cached, name);
}

/**
 * Reads the oldest Go version (`1.26.0`) and the version of Kubernetes (`v1.36.3`) from a `go.mod`.
 */
function readGoModule(text: string): {
  readonly goVersion: string;
  readonly kubernetesVersion: string;
} {
  const [, goVersion = ""] = /^go (\S+)$/m.exec(text) ?? [];
  const [, kubernetesVersion = ""] = /^\s*k8s\.io\/kubernetes (v\S+)$/m.exec(text) ?? [];
  return { goVersion, kubernetesVersion };
}

/** Sets the version. Without it, an API server reports that it is Kubernetes 0. */
function writeLinkerFlags(kubernetesVersion: string): string {
  const [, minor = ""] = kubernetesVersion.split(".");
  const version = {
    gitVersion: kubernetesVersion,
    gitMajor: "1",
    gitMinor: minor,
    gitTreeState: "clean",
    gitCommit: "unknown",
    buildDate: "1970-01-01T00:00:00Z",
  };
  const packages = ["k8s.io/component-base/version", "k8s.io/client-go/pkg/version"];
  const settings = packages.flatMap((path) =>
    Object.entries(version).map(([name, value]) => `-X ${path}.${name}=${value}`),
  );
  return ["-s", "-w", ...settings].join(" ");
}
