import type { BundleSize } from "./bundle-size.ts";

/** How large an entry point may be, in bytes. The client has one build for browsers beside the one for Node.js. */
export const sizeLimits: Readonly<Record<string, BundleSize>> = {
  "@eks-auth/agent": { minified: 580_000, gzip: 173_000 },
  "@eks-auth/agent/token": { minified: 3_400, gzip: 1_600 },
  "@eks-auth/client": { minified: 450_000, gzip: 130_000 },
  "@eks-auth/client, for browsers": { minified: 176_000, gzip: 58_000 },
  "@eks-auth/server": { minified: 20_500, gzip: 6_900 },
  "@eks-auth/server/node": { minified: 5_200, gzip: 2_300 },
  "@eks-auth/server/fetch": { minified: 3_400, gzip: 1_600 },
  "@eks-auth/server/lambda": { minified: 2_700, gzip: 1_400 },
  "@eks-auth/server-runtime": { minified: 34_000, gzip: 11_500 },
  "@eks-auth/server-runtime/node": { minified: 5_200, gzip: 2_300 },
  "@eks-auth/server-runtime/fetch": { minified: 3_400, gzip: 1_600 },
  "@eks-auth/server-runtime/lambda": { minified: 2_700, gzip: 1_400 },
  "@eks-auth/server-runtime/linear-pattern": { minified: 170_000, gzip: 52_000 },
  "@eks-auth/server-runtime/coded-error": { minified: 530, gzip: 330 },
  "@eks-auth/server-runtime/single-flight": { minified: 330, gzip: 250 },
  "@eks-auth/server-runtime/trusted-url": { minified: 250, gzip: 220 },
  "@eks-auth/service": { minified: 1_400_000, gzip: 420_000 },
  "@eks-auth/service/dev-cluster": { minified: 22_000, gzip: 8_500 },
  "@eks-auth/service/token-file": { minified: 1_000, gzip: 540 },
  "@eks-auth/types": { minified: 1_200, gzip: 520 },
  "@eks-auth/types/wire": { minified: 100, gzip: 100 },
};
