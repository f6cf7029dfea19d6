import { fileURLToPath } from "node:url";

/** The absolute path of the repository. */
export const root: string = fileURLToPath(new URL("../..", import.meta.url));

/** The absolute path of the folder of this workspace. */
export const docs: string = fileURLToPath(new URL("..", import.meta.url));

/** The absolute path of the folder with the pages that VitePress reads. Git ignores it. */
export const site: string = fileURLToPath(new URL("../build/site", import.meta.url));

/** The absolute path of the folder of the built site. Git ignores it. */
export const dist: string = fileURLToPath(new URL("../dist", import.meta.url));
