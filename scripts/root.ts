import { fileURLToPath } from "node:url";

/** The absolute path of the root of the repository that these scripts are in. */
export const root: string = fileURLToPath(new URL("..", import.meta.url));
