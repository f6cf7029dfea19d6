import { defineConfig } from "tsdown";

export default defineConfig({
  entry: { main: "src/main.ts" },
  fixedExtension: false,
  // The modules keep their folders: commands are loaded on demand, and find the package's other files from their own path.
  unbundle: true,
  dts: false,
});
