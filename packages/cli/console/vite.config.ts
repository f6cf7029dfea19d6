import { join } from "node:path";
import { defineConfig, type UserConfig } from "vite";

/** The console's page: three files with fixed names, which the console's server knows. */
const config: UserConfig = defineConfig({
  root: import.meta.dirname,
  base: "./",
  logLevel: "warn",
  build: {
    outDir: join(import.meta.dirname, "../dist/console"),
    emptyOutDir: true,
    target: "es2023",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: { entryFileNames: "console.js", assetFileNames: "console[extname]" },
    },
  },
});

export default config;
