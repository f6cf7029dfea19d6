import { literal, type Schema, strictObject } from "../../validation/index.ts";
import type { AuditConfig } from "../audit-config.ts";
import { fileRule, text } from "./fields.ts";

/** The schema of `audit`. */
export const auditSchema: Schema<AuditConfig> = strictObject(
  {
    file: text(fileRule)
      .optional()
      .describe(
        "The file that a line of JSON is appended to for each decision. It is created if it does not exist, and opened again when it is replaced.",
      ),
    stdout: literal(true, "must be true").optional().describe("Writes the lines to standard output."),
  },
  "must have the key file or stdout and no other",
).refine(
  ({ file, stdout }) => (file === undefined) !== (stdout === undefined),
  "must have one of the keys file and stdout",
);
