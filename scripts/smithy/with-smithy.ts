import { SmithyCli } from "./cli.ts";
import { SmithyUnavailable } from "./unavailable.ts";

/**
 * Does work that is good to have where the Smithy CLI can run, and says so where it can't.
 *
 * @param participle - what is to happen to the model, `linted`
 * @throws SmithyFailure, or what else the work throws
 */
export async function withSmithy(
  participle: string,
  work: (smithy: SmithyCli) => Promise<void>,
): Promise<void> {
  try {
    await work(await SmithyCli.open());
  } catch (error) {
    if (!(error instanceof SmithyUnavailable)) {
      throw error;
    }
    process.stdout.write(`The model was not ${participle}: ${error.message}\n`);
  }
}
