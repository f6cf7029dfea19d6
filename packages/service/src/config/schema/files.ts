import { z } from "zod";
import { describeMapRule } from "../../files/yaml-issue.ts";
import type { FilesConfig } from "../config.ts";

/** The schema of `files`. */
export const filesSchema: z.ZodType<FilesConfig, { allowGroupWrite?: boolean | undefined }> = z.strictObject(
  {
    allowGroupWrite: z
      .boolean("must be true or false")
      .default(false)
      .describe(
        "Whether the group of a file can write it, as with a Kubernetes fsGroup. By default only its owner can, which must be root or the service's user.",
      ),
  },
  { error: describeMapRule("must have no other keys than allowGroupWrite") },
);
