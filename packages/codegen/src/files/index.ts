export { formatTypeScript } from "./format.ts";
export { listFiles } from "./list-files.ts";
export { withTempFolder } from "./temp-folder.ts";
export { fillFolderOnce } from "./work-folder.ts";
