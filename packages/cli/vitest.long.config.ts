import { baseOptions } from "@eks-auth/test-kit/vitest";
import { defineConfig } from "vitest/config";

/** Tests that start the command several times, or bundle it again. They run with `npm run test:long`. */
export const longTests = [
  "test/serve/{audit-log,exit-codes,operating,service-log,stalled-log}.test.ts",
  "test/agent/run-agent.test.ts",
  "test/completion/shells.test.ts",
  "test/bundle/third-party-licenses.test.ts",
  "test/dev/{run-dev,options,parent-end,faults/environment}.test.ts",
  "test/doctor/{breakages,commands.docs}.test.ts",
  "test/exec/credential-source.test.ts",
  "test/link-local/link-local.test.ts",
  "test/serve/run-serve{,.callers,.tls}.test.ts",
  "test/start/modules.test.ts",
  "test/upstream/ca-rotation.test.ts",
  "test/webhook/run-webhook.test.ts",
];

export default defineConfig({
  test: {
    ...baseOptions("long", "verbose"),
    include: longTests,
  },
});
