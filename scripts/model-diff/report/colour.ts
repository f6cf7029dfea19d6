import { styleText } from "node:util";
import type { Bump } from "../bump.ts";

const styles = { major: "red", minor: "yellow", patch: "green", none: "dim" } as const;

/** Colours a bump, where the stream that it is written to is a terminal that shows colours. */
export function colourBump(bump: Bump, stream: NodeJS.WriteStream): string {
  return styleText(styles[bump], bump, { stream });
}
