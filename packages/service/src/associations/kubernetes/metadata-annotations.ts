import { parseJson } from "../../network/parse-json.ts";
import type { Schema } from "../../validation/index.ts";
import { type EntryMetadata, metadataFields } from "../file/entry-metadata.ts";

/** The annotation of an association resource with its tags: a JSON object. */
export const tagsAnnotation = "eks-auth.dev/tags";

/** The annotation with the time of the last change by the EKS API (RFC 3339). */
export const modifiedAtAnnotation = "eks-auth.dev/modified-at";

/** The annotation with the digest of the request that created the resource. */
export const requestDigestAnnotation = "eks-auth.dev/request-digest";

/** The metadata that annotations have: when a resource was created, its own metadata say. */
export type AnnotatedMetadata = Omit<EntryMetadata, "createdAt">;

/** Reads the metadata of an association from the annotations of its resource. What is not valid is left out. */
export function readAnnotations(annotations: Readonly<Record<string, string>> = {}): AnnotatedMetadata {
  return { tags: readTags(annotations), ...readChangeAnnotations(annotations) };
}

/** Reads the tags of an association from the annotations of its resource. @returns undefined if there are none, or invalid ones */
export function readTags(annotations: Readonly<Record<string, string>> = {}): AnnotatedMetadata["tags"] {
  const tags = annotations[tagsAnnotation];
  return readValid(metadataFields.tags, tags === undefined ? undefined : parseJson(tags));
}

/** Reads what {@link readAnnotations} reads, without the tags. It is small, whatever the annotations are. */
export function readChangeAnnotations(
  annotations: Readonly<Record<string, string>> = {},
): Omit<AnnotatedMetadata, "tags"> {
  return {
    modifiedAt: readValid(metadataFields.modifiedAt, annotations[modifiedAtAnnotation]),
    requestDigest: readValid(metadataFields.requestDigest, annotations[requestDigestAnnotation]),
  };
}

function readValid<Value>(schema: Schema<Value | undefined>, value: unknown): Value | undefined {
  return schema.validate(value).value;
}

/** Writes the metadata of an association as annotations of its resource. */
export function writeAnnotations({
  tags = {},
  modifiedAt,
  requestDigest,
}: AnnotatedMetadata): Readonly<Record<string, string>> {
  return {
    ...(Object.keys(tags).length > 0 && { [tagsAnnotation]: JSON.stringify(tags) }),
    ...(modifiedAt !== undefined && { [modifiedAtAnnotation]: modifiedAt }),
    ...(requestDigest !== undefined && { [requestDigestAnnotation]: requestDigest }),
  };
}

/** Replaces the metadata among the annotations of a resource. The others stay. */
export function replaceAnnotations(
  annotations: Readonly<Record<string, string>> | undefined,
  metadata: AnnotatedMetadata,
): Readonly<Record<string, string>> {
  const others = Object.entries(annotations ?? {}).filter(
    ([key]) => ![tagsAnnotation, modifiedAtAnnotation, requestDigestAnnotation].includes(key),
  );
  return { ...Object.fromEntries(others), ...writeAnnotations(metadata) };
}
