import { z } from "zod";
import { explainMap } from "../../yaml-file/explain-map.ts";
import type { AssociationInput, FileEntry } from "./entry.ts";
import { createEntrySchema } from "./entry-schema.ts";

/** What the whole file comes to. */
export interface FileContent {
  readonly associations: readonly FileEntry[];
}

/**
 * Makes the schema of a file of associations. The message of each issue says what is allowed, as the end of a
 * sentence that says what stands there. AWS's limit of 5,000 associations for a cluster isn't kept.
 *
 * @param partition - where all roles must be
 */
export function createFileSchema(
  partition: string,
): z.ZodType<FileContent, { associations: AssociationInput[] }> {
  return z.strictObject(
    {
      associations: z
        .array(createEntrySchema(partition), "must be a list of associations")
        .describe("Which service account gets which role."),
    },
    { error: explainMap('must have the key "associations" and no other') },
  );
}
