import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fillFolderOnce } from "@eks-auth/codegen/files";
import { buildGo, requireGo } from "../tools/go.ts";

const sources = fileURLToPath(new URL("../../kubelab", import.meta.url));
const cache = fileURLToPath(new URL("../../.cache", import.meta.url));

/**
 * Builds kube-apiserver and etcd into one program, unless it is already built. Go downloads the sources from its module
 * proxy; the build takes some minutes and 3 GB of disk.
 *
 * @returns the path of the program
 * @throws {ToolUnavailableError} if Go is missing or too old
 */
export async function buildKubelab(): Promise<string> {
  const folder = join(cache, "kubelab");
  const names = ["go.mod", "go.sum", "main.go"];
  const texts = await Promise.all(names.map((name) => readFile(join(sources, name), "utf8")));
  await fillFolderOnce(folder, texts, async (target) => {
    const { goVersion, kubernetesVersion } = readGoModule(texts[0] ?? "");
    await requireGo(goVersion);
    const goFolder = join(cache, "go");
    await buildGo({
      module: sources,
      output: join(target, "kubelab"),
      flags: ["-trimpath", "-ldflags", writeLinkerFlags(kubernetesVersion)],
      env: {
        GOPATH: goFolder,
        GOMODCACHE: join(goFolder, "mod"),
        GOCACHE: join(goFolder, "build"),
        // Without -modcacherw the downloads cannot be removed.
        GOFLAGS: "-mod=readonly -buildvcs=false -modcacherw",
      },
    });
    // 2.9 GB that only another build needs.
    await rm(goFolder, { recursive: true, force: true });
  });
  return join(folder, "kubelab");
}

/** Reads the oldest Go version (`1.26.0`) and the version of Kubernetes (`v1.36.3`) from a `go.mod`. */
function readGoModule(text: string): { readonly goVersion: string; readonly kubernetesVersion: string } {
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
  const settings = Object.entries(version).map(
    ([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`,
  );
  return ["-s", "-w", ...settings].join(" ");
}
