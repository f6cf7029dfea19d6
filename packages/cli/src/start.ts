import { useCompileCache } from "./core/compile-cache.ts";

// Before everything else is loaded, so that it comes from the cache.
useCompileCache();
await import("./main.ts");
