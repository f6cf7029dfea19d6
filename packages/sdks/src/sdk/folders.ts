import { fileURLToPath } from "node:url";

/** The absolute path of the folder with an SDK's program. */
export function programFolder(language: string): string {
  return fileURLToPath(new URL(`../../programs/${language}`, import.meta.url));
}

/** The absolute path of the folder that an SDK is installed into, which git ignores. */
export function installationFolder(language: string): string {
  return fileURLToPath(new URL(`../../build/${language}`, import.meta.url));
}
