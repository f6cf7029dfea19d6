import { defineConfig } from "tsdown";

export default defineConfig({ entry: ["src/index.ts", "src/token.ts"], fixedExtension: false, dts: true });
