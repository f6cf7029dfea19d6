/** What changes associations. It is loaded when an association is changed first. */
export { FileAssociationEditor } from "./edit/file-association-editor.ts";
export { ResourceAssociationEditor } from "./kubernetes/resource-editor.ts";
