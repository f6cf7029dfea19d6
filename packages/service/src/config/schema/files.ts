import { boolean, type Schema, strictObject } from "../../validation/index.ts";
import type { FilesConfig } from "../config.ts";

/** The schema of `files`. */
export const filesSchema: Schema<FilesConfig> = strictObject(
  {
    allowGroupWrite: boolean("must be true or false")
      .default(false)
      .describe(
        "Whether the group of a file can write it, as with a Kubernetes fsGroup. By default only its owner can, which must be root or the service's user.",
      ),
  },
  "must have no other keys than allowGroupWrite",
);
