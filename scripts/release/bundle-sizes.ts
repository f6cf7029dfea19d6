import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { root } from "../root.ts";
import { readPublishedPackages } from "./published-packages.ts";

/** The size of an entry point, bundled with everything that it imports, in bytes. */
export interface BundleSize {
  readonly minified: number;
  readonly gzip: number;
}

/** The size limit of each entry point. The clients have one build for Node.js and one for browsers or other platforms. */
export const sizeLimits: Readonly<Record<string, BundleSize>> = {
  "@eks-auth/agent": { minified: 580_000, gzip: 173_000 },
  "@eks-auth/agent/token": { minified: 3_800, gzip: 1_800 },
  "@eks-auth/client": { minified: 450_000, gzip: 130_000 },
  "@eks-auth/client, for browsers": { minified: 176_000, gzip: 58_000 },
  "@eks-auth/cli/testing": { minified: 810_000, gzip: 260_000 },
  "@eks-auth/client-light": { minified: 12_900, gzip: 5_750 },
  "@eks-auth/client-light, with fetch": { minified: 12_750, gzip: 5_650 },
  "@eks-auth/client-light/container-credentials": { minified: 9_700, gzip: 4_450 },
  "@eks-auth/client-runtime": { minified: 31_000, gzip: 11_700 },
  "@eks-auth/client-runtime/container-credentials": { minified: 9_700, gzip: 4_450 },
  "@eks-auth/client-runtime/platform": { minified: 2_200, gzip: 1_230 },
  "@eks-auth/client-runtime/platform, with fetch": { minified: 1_900, gzip: 1_080 },
  "@eks-auth/eks-api-types": { minified: 1_200, gzip: 520 },
  "@eks-auth/eks-api-types/wire": { minified: 100, gzip: 100 },
  "@eks-auth/eks-api-server": { minified: 39_000, gzip: 9_700 },
  "@eks-auth/eks-api-server/node": { minified: 17_400, gzip: 6_800 },
  "@eks-auth/eks-api-server/http2": { minified: 10_800, gzip: 4_350 },
  "@eks-auth/eks-api-server/fetch": { minified: 5_200, gzip: 2_200 },
  "@eks-auth/eks-api-server/lambda": { minified: 6_700, gzip: 2_800 },
  "@eks-auth/kubernetes": { minified: 24_500, gzip: 9_800 },
  "@eks-auth/server": { minified: 20_000, gzip: 7_100 },
  "@eks-auth/server/node": { minified: 17_400, gzip: 6_800 },
  "@eks-auth/server/http2": { minified: 10_800, gzip: 4_350 },
  "@eks-auth/server/fetch": { minified: 5_200, gzip: 2_200 },
  "@eks-auth/server/lambda": { minified: 6_700, gzip: 2_800 },
  "@eks-auth/server-runtime": { minified: 42_500, gzip: 14_200 },
  "@eks-auth/server-runtime/node": { minified: 10_500, gzip: 4_500 },
  "@eks-auth/server-runtime/http2": { minified: 10_800, gzip: 4_350 },
  "@eks-auth/server-runtime/connections": { minified: 9_200, gzip: 3_600 },
  "@eks-auth/server-runtime/fetch": { minified: 5_200, gzip: 2_200 },
  "@eks-auth/server-runtime/event-stream": { minified: 31_000, gzip: 10_200 },
  "@eks-auth/server-runtime/lambda": { minified: 6_700, gzip: 2_800 },
  "@eks-auth/server-runtime/nfa-pattern": { minified: 8_200, gzip: 3_400 },
  "@eks-auth/server-runtime/linear-pattern": { minified: 170_000, gzip: 52_000 },
  "@eks-auth/server-runtime/coded-error": { minified: 530, gzip: 330 },
  "@eks-auth/server-runtime/rate-limits": { minified: 1_500, gzip: 650 },
  "@eks-auth/server-runtime/redact-secrets": { minified: 480, gzip: 330 },
  "@eks-auth/server-runtime/single-flight": { minified: 430, gzip: 280 },
  "@eks-auth/server-runtime/trusted-url": { minified: 250, gzip: 220 },
  "@eks-auth/service": { minified: 800_000, gzip: 250_000 },
  "@eks-auth/service/dev-cluster": { minified: 22_000, gzip: 8_500 },
  "@eks-auth/service/eks-api": { minified: 110_000, gzip: 34_000 },
  "@eks-auth/service/kubernetes": { minified: 245_000, gzip: 80_000 },
  "@eks-auth/service/read-file": { minified: 6_400, gzip: 2_900 },
  "@eks-auth/service/resource-definitions": { minified: 135_000, gzip: 42_500 },
  "@eks-auth/service/token-file": { minified: 750, gzip: 460 },
  "@eks-auth/transport": { minified: 11_000, gzip: 4_800 },
  "@eks-auth/transport/aws-sdk": { minified: 139_000, gzip: 45_000 },
  "@eks-auth/types": { minified: 1_200, gzip: 520 },
  "@eks-auth/types/wire": { minified: 100, gzip: 100 },
  "@eks-auth/webhook": { minified: 450_000, gzip: 122_000 },
};

/** An entry point with its size and its limit. */
export interface CheckedSize {
  readonly entry: string;
  readonly size: BundleSize;
  /** Undefined if the entry point has no limit. */
  readonly limit: BundleSize | undefined;
  readonly isWithinLimit: boolean;
}

/**
 * Bundles every entry point of the published packages, which must be built.
 *
 * @returns the sizes by entry point
 */
export async function measureSizes(): Promise<ReadonlyMap<string, BundleSize>> {
  const sizes = new Map<string, BundleSize>();
  for (const { folder, entries } of readPublishedPackages()) {
    for (const [name, { default: file, browser, node }] of entries) {
      sizes.set(name, await measureSize(join(folder, node ?? file), "node"));
      if (browser !== undefined) {
        sizes.set(`${name}, for browsers`, await measureSize(join(folder, browser), "browser"));
      }
      if (node !== undefined) {
        sizes.set(`${name}, with fetch`, await measureSize(join(folder, file), "browser"));
      }
    }
  }
  return sizes;
}

/** Bundles and minifies an entry point, as a user's bundler does that keeps every export. */
async function measureSize(file: string, platform: "node" | "browser"): Promise<BundleSize> {
  const bundle = await rolldown({
    input: join(root, file),
    platform,
    external: /^node:/,
    logLevel: "silent",
  });
  const { output } = await bundle.generate({ format: "esm", minify: true, codeSplitting: false });
  await bundle.close();
  const code = output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("");
  return { minified: Buffer.byteLength(code), gzip: gzipSync(code).length };
}

/** Compares sizes with their limits. An entry point without a limit is not within it. */
export function checkSizes(
  sizes: ReadonlyMap<string, BundleSize>,
  limits: Readonly<Record<string, BundleSize>> = sizeLimits,
): CheckedSize[] {
  return [...sizes].map(([entry, size]) => {
    const limit = limits[entry];
    const isWithinLimit = limit !== undefined && size.minified <= limit.minified && size.gzip <= limit.gzip;
    return { entry, size, limit, isWithinLimit };
  });
}

/** Arranges sizes as a table: its headings, and a row for each entry point. */
export function listSizes(sizes: readonly CheckedSize[]): [headings: string[], rows: string[][]] {
  return [
    ["entry", "minified", "limit", "gzip", "limit", "within limit"],
    sizes.map(({ entry, size, limit, isWithinLimit }) => [
      entry,
      formatBytes(size.minified),
      formatBytes(limit?.minified),
      formatBytes(size.gzip),
      formatBytes(limit?.gzip),
      isWithinLimit ? "yes" : "no",
    ]),
  ];
}

function formatBytes(bytes: number | undefined): string {
  return bytes === undefined ? "none" : bytes.toLocaleString("en");
}
