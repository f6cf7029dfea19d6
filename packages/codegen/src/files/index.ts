export { formatTypeScript } from "./format.ts";
export { fillFolderOnce, withTempFolder } from "./work-folder.ts";
