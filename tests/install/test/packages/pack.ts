import { packAll, type Tarball } from "@eks-auth/scripts/release/published-packages";
import { root } from "@eks-auth/test-kit/repository";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The paths of the packed packages. */
    tarballs: string[];
    /** The same, with the names of the packages. */
    packed: Tarball[];
  }
}

/** Packs the built packages once for all test files. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await makeTempFolder("eks-auth-tarballs");
  const tarballs = await packAll(root, folder.path);
  provide(
    "tarballs",
    tarballs.map(({ path }) => path),
  );
  provide("packed", tarballs);
  return () => folder.remove();
}
