import { fileURLToPath } from "node:url";

/** The absolute path of this package's folder. `src` and `dist` have the same folders, so it is the same from both. */
export const packageFolder: string = fileURLToPath(new URL("../..", import.meta.url));
