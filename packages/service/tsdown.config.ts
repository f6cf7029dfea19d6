import { defineConfig } from "tsdown";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    "association-worker": "src/associations/association-worker.ts",
    "dev-cluster": "src/dev-cluster/dev-cluster.ts",
    "eks-api": "src/eks-api/index.ts",
    kubernetes: "src/associations/kubernetes/index.ts",
    "read-file": "src/files/read-file.ts",
    "resource-definitions": "src/associations/kubernetes/crd/index.ts",
    "token-file": "src/files/token-file.ts",
  },
  fixedExtension: false,
  dts: true,
});
