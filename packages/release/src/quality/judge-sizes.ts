import { join } from "node:path";
import { readPublishedPackages } from "../published/published-packages.ts";
import { type BundleSize, measureSize } from "./bundle-size.ts";

/** An entry point beside its limit. */
export interface JudgedSize {
  readonly entry: string;
  readonly size: BundleSize;
  /** `undefined` where nobody has set one. */
  readonly limit: BundleSize | undefined;
  readonly holds: boolean;
}

/**
 * Measures every entry point of the published packages, and compares each with its limit.
 *
 * @param limits - by entry point
 */
export async function judgeSizes(limits: Readonly<Record<string, BundleSize>>): Promise<JudgedSize[]> {
  const judged: JudgedSize[] = [];
  const judge = async (entry: string, file: string, platform: "node" | "browser"): Promise<void> => {
    const size = await measureSize(file, platform);
    const limit = limits[entry];
    const holds = limit !== undefined && size.minified <= limit.minified && size.gzip <= limit.gzip;
    judged.push({ entry, size, limit, holds });
  };
  for (const { folder, entries } of readPublishedPackages()) {
    for (const [name, { default: file, browser }] of entries) {
      await judge(name, join(folder, file), "node");
      if (browser !== undefined) {
        await judge(`${name}, for browsers`, join(folder, browser), "browser");
      }
    }
  }
  return judged;
}
