/**
 * The CustomResourceDefinitions of PodIdentityAssociation and ClusterPodIdentityAssociation, for programs that install
 * them.
 *
 * @packageDocumentation
 */
export { createDefinitions } from "./create-definitions.ts";
export type {
  CustomResourceDefinition,
  PrinterColumn,
  ResourceSchema,
  ValidationRule,
} from "./definition.ts";
export { fileNameOf, formatTemplate } from "./format-template.ts";
