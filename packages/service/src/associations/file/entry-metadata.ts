import { record, type Schema, string } from "../../validation/index.ts";

/** What tools that manage an association store with it. An entry that is written by hand needs none of it. */
export interface EntryMetadata {
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** RFC 3339. */
  readonly createdAt?: string | undefined;
  /** RFC 3339. */
  readonly modifiedAt?: string | undefined;
  /** Of the request that created the association: see `digestRequest`. */
  readonly requestDigest?: string | undefined;
}

/** The most tags of an association. Those of AWS itself do not count. */
export const maxTags = 50;

/** What tags of AWS itself begin with. Only imported associations have them. */
export const reservedTagPrefix = "aws:";

/** What the fields must be: the texts follow the name of the field. */
export const metadataRules: Readonly<Record<"tags" | "time" | "requestDigest", string>> = {
  tags: `must be a map of at most ${maxTags} tags, with keys of 1 to 128 and values of at most 256 characters, without control characters`,
  time: "must be a time, such as 2026-01-31T09:30:00Z",
  requestDigest: "must be what the service wrote, or be removed",
};

const tagText = /^[^\p{Cc}\p{Cs}]*$/u;

const tagKey = string(metadataRules.tags, { min: 1, max: 128, pattern: tagText });

/** The schema of the tags of an association. */
export const tagsSchema: Schema<Readonly<Record<string, string>>> = record(
  string(metadataRules.tags, { max: 256, pattern: tagText }),
).check((tags, addIssue) => {
  const keys = Object.keys(tags);
  const counted = keys.filter((key) => !key.startsWith(reservedTagPrefix));
  if (counted.length > maxTags || keys.some((key) => tagKey.validate(key).issues !== undefined)) {
    addIssue(metadataRules.tags);
  }
});

const rfc3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

const timeSchema: Schema<string> = string(metadataRules.time)
  .annotate({ format: "date-time" })
  .transform((text, addIssue) => {
    const time = new Date(text);
    if (!rfc3339.test(text) || Number.isNaN(time.getTime())) {
      addIssue(metadataRules.time);
      return undefined;
    }
    return time.toISOString();
  });

/** The schemas of {@link EntryMetadata}. */
export const metadataFields: {
  readonly [Key in keyof EntryMetadata]-?: Schema<EntryMetadata[Key]>;
} = {
  tags: tagsSchema
    .optional()
    .describe("Tags, as tools set them by the EKS API. They have no effect on credentials."),
  createdAt: timeSchema.optional().describe("When the EKS API created the association. Optional."),
  modifiedAt: timeSchema.optional().describe("When the EKS API last changed the association. Optional."),
  requestDigest: string(metadataRules.requestDigest, { pattern: /^[\w-]{16}\.[\w-]{16}$/ })
    .optional()
    .describe("Identifies the request that created the association, so that its repetition has no effect."),
};
