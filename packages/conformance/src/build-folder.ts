import { fileURLToPath } from "node:url";

/** The folder for all that is fetched and generated here. Git ignores it. */
export const buildFolder: string = fileURLToPath(new URL("../build", import.meta.url));
