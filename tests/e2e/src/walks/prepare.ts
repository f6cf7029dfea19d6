import { join } from "node:path";
import { RepositoryClone } from "@eks-auth/test-kit/repository-clone";
import type { TestProject } from "vitest/node";

/** A clone in which `npm ci` was run. */
export interface Installation {
  readonly path: string;
  /** What `npm ci` took. */
  readonly milliseconds: number;
  /** A folder for turbo's cache that the walks share; each builds for itself if it is undefined. */
  readonly buildCache: string | undefined;
}

declare module "vitest" {
  interface ProvidedContext {
    installation: Installation;
  }
}

/** Clones the repository and installs its dependencies, once for all walks. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const clone = await RepositoryClone.make({ withUncommitted: true });
  const start = performance.now();
  await clone.run("npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund"]);
  provide("installation", {
    path: clone.path,
    milliseconds: performance.now() - start,
    buildCache: process.env.WALKS_FORM === "short" ? join(clone.path, ".turbo/shared") : undefined,
  });
  return () => clone.remove();
}
