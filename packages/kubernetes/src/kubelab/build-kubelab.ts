import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fillFolderOnce } from "@eks-auth/codegen/files";
import { CommandError } from "@eks-auth/codegen/terminal";
import { requireGo, runGo } from "./go.ts";
import { type GoModule, readGoModule } from "./go-module.ts";

const sources = fileURLToPath(new URL("../../kubelab", import.meta.url));
const cache = fileURLToPath(new URL("../../.cache", import.meta.url));

/**
 * Builds the program that is kube-apiserver and etcd, unless it is there: from the Go module proxy, in some minutes, and
 * with 3 GB of disk while it builds.
 *
 * @returns the program's path
 * @throws ToolUnavailable where there is no Go, or one that is too old
 * @throws CommandError where it can't be built
 */
export async function buildKubelab(): Promise<string> {
  const folder = join(cache, "kubelab");
  const names = ["go.mod", "go.sum", "main.go"];
  const texts = await Promise.all(names.map((name) => readFile(join(sources, name), "utf8")));
  await fillFolderOnce(folder, texts, async (target) => {
    const module = readGoModule(texts[0] ?? "");
    await requireGo(module.goVersion);
    const goFolder = join(cache, "go");
    await build(module, join(target, "kubelab"), goFolder);
    // 2.9 GB that only another build would need.
    await rm(goFolder, { recursive: true, force: true });
  });
  return join(folder, "kubelab");
}

async function build(module: GoModule, program: string, goFolder: string): Promise<void> {
  try {
    await runGo(["build", "-trimpath", "-o", program, "-ldflags", writeLinkerFlags(module), "."], {
      folder: sources,
      goFolder,
    });
  } catch (error) {
    const { stderr = "" } = error as { stderr?: string };
    throw new CommandError(
      `kube-apiserver could not be built:\n\n${stderr.trim().split("\n").slice(-20).join("\n")}\n\n` +
        "Check Go's settings and the connection to its module proxy, and run the command again.",
    );
  }
}

/** Without its version an API server believes that it is of Kubernetes 0. */
function writeLinkerFlags({ kubernetesVersion }: GoModule): string {
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
