import { isToolUnavailable } from "@eks-auth/codegen/terminal";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import type { TestProject } from "vitest/node";
import { buildEksAuthImages } from "./images/eks-auth-image.ts";
import { prepareNodePrograms } from "./node/programs.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The archive of the images of this workspace; empty if no node can run on this machine. */
    readonly eksAuthImages: string;
  }
}

/**
 * Builds what a node runs, and the images of this workspace. A missing tool is no error here, as in prepare-api.ts.
 *
 * @returns removes the images
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await makeTempFolder("eks-auth-images");
  const archive = folder.resolve("eks-auth.tar");
  try {
    await prepareNodePrograms();
    await buildEksAuthImages(archive);
    project.provide("eksAuthImages", archive);
  } catch (error) {
    if (!isToolUnavailable(error)) {
      throw error;
    }
    project.provide("eksAuthImages", "");
  }
  return () => folder.remove();
}
