import { formatTable } from "@eks-auth/codegen/terminal";
import type { Reporter, TestModule } from "vitest/node";
import type { GoodRequests } from "./good-client.ts";

declare module "vitest" {
  interface TaskMeta {
    /** What a well-behaved client got during the attack. */
    goodRequests?: GoodRequests;
  }
}

/** Prints the attacks of a test run as a table. */
export class AttackReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const rows = modules
      .flatMap((module) => [...module.children.allTests()])
      .filter((test) => test.result().state !== "skipped")
      .map((test) => {
        const { goodRequests } = test.meta();
        const verdict = test.result().state === "passed" ? "withstood" : "SUCCEEDED";
        return goodRequests === undefined
          ? [test.fullName, "-", "-", verdict]
          : [
              test.fullName,
              `${goodRequests.answered} of ${goodRequests.sent}`,
              `${Math.round(goodRequests.worstMs)} ms`,
              verdict,
            ];
      });
    const headings = ["attack", "good requests answered", "worst latency", "verdict"];
    process.stdout.write(`\n${formatTable(headings, rows)}`);
  }
}
