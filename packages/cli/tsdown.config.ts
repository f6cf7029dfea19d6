import { defineConfig } from "tsdown";

export default defineConfig({ entry: ["src/main.ts"], fixedExtension: false, dts: false });
