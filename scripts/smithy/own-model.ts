import { join } from "node:path";
import { root } from "../root.ts";

/** The absolute path of the folder that holds this repository's own model. */
export const ownModel: string = join(root, "model");
