export { formatTypeScript } from "./format.ts";
export { withTempFolder } from "./temp-folder.ts";
export { fillFolderOnce } from "./work-folder.ts";
