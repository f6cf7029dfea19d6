import { platform as fetch } from "../src/platform/fetch.ts";
import { platform as node } from "../src/platform/node.ts";
import type { Platform } from "../src/platform/platform.ts";

/** Every platform with its name: tests run on both. */
export const platforms: readonly (readonly [name: string, platform: Platform])[] = [
  ["node", node],
  ["fetch", fetch],
];
