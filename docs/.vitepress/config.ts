import { defineConfig, type UserConfig } from "vitepress";
import { dist, docs, site } from "../src/folders.ts";
import { createSidebar } from "../src/sidebar.ts";
import { slugify } from "../src/slugify.ts";
import { smithyGrammar } from "../src/smithy-grammar.ts";

const config: UserConfig = defineConfig({
  title: "eks-auth",
  description: "AWS credentials for the pods of any Kubernetes cluster",
  lang: "en",
  srcDir: site,
  srcExclude: ["public/**"],
  outDir: dist,
  cacheDir: `${docs}/build/cache`,
  head: [["link", { rel: "icon", href: "data:," }]],
  markdown: {
    anchor: { slugify },
    languages: [smithyGrammar],
    // The default themes have colours with too little contrast.
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
  },
  // The pages of the API reference are large, and each is loaded by itself.
  vite: { build: { chunkSizeWarningLimit: 2_000 } },
  themeConfig: {
    nav: [
      { text: "EKS Auth API", link: "/model/eks-auth/" },
      { text: "EKS API", link: "/model/eks-api/" },
      { text: "Packages", link: "/api/" },
    ],
    sidebar: createSidebar(site),
    outline: [2, 3],
    search: {
      provider: "local",
      options: {
        // Guides come before the API reference, which repeats every name.
        miniSearch: { searchOptions: { boostDocument: (id: string) => (id.includes("/api/") ? 0.2 : 1) } },
      },
    },
    footer: { message: "Apache License 2.0. Not affiliated with or endorsed by Amazon." },
  },
});

export default config;
