import { Failure } from "../../failure.ts";
import { ownModel } from "../../smithy/own-model.ts";
import type { Progress } from "../progress.ts";
import { updateOwnPackages } from "../regenerate.ts";
import { buildPackages } from "./build-packages.ts";
import { FolderChanges } from "./folder-changes.ts";

/**
 * Generates and builds this repository's packages, now and after each change of the model, until it is interrupted.
 * A model that is refused is waited for to be mended.
 *
 * @returns the exit code, 0
 */
export async function watchModel(progress: Progress): Promise<number> {
  const changes = new FolderChanges(ownModel);
  const close = () => changes.close();
  process.once("SIGINT", close).once("SIGTERM", close);
  process.stdout.write("Watching model/. Ctrl-C ends it.\n");
  do {
    const report = await runCycle(progress);
    // An interrupt ends Smithy and the builds too: that these fail then is no news.
    if (!changes.closed) {
      process.stdout.write(report);
    }
  } while (await changes.next());
  return 0;
}

/** @returns a line, followed by an error where there is one */
async function runCycle(progress: Progress): Promise<string> {
  const time = new Date().toTimeString().slice(0, 8);
  const start = performance.now();
  try {
    const { changed, smithySeconds } = await updateOwnPackages(progress);
    const generated = secondsSince(start);
    progress.show("Building the packages");
    await buildPackages();
    progress.clear();
    const total = secondsSince(start);
    const generating = (Number(generated) - smithySeconds).toFixed(1);
    const building = (Number(total) - Number(generated)).toFixed(1);
    return `${time}  ${changed} files changed, ${total} s (Smithy ${smithySeconds.toFixed(1)}, generating ${generating}, building ${building})\n`;
  } catch (error) {
    if (!(error instanceof Failure)) {
      throw error;
    }
    progress.clear();
    return `${time}  failed, ${secondsSince(start)} s\nerror: ${error.message}\n`;
  }
}

function secondsSince(start: number): string {
  return ((performance.now() - start) / 1000).toFixed(1);
}
