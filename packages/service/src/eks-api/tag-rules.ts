import { EksApiError } from "./eks-api-error.ts";

/** The most tags of an association, as on EKS. */
const maxTags = 50;

/**
 * Checks the tags that an association will have.
 *
 * @throws EksApiError `tags_invalid` if there are too many, or a key is reserved
 * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-using-tags.html#tag-restrictions
 */
export function requireTags(tags: Readonly<Record<string, string>>): void {
  const keys = Object.keys(tags);
  if (keys.length > maxTags) {
    throw new EksApiError(
      "tags_invalid",
      `An association can have ${maxTags} tags, and this one would have ${keys.length}. Remove some first.`,
    );
  }
  if (keys.some((key) => /^aws:/i.test(key))) {
    throw new EksApiError("tags_invalid", "Keys of tags must not begin with aws:, which AWS reserves.");
  }
}
