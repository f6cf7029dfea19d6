import { CommandError } from "@eks-auth/codegen/terminal";
import { RepositoryClone } from "@eks-auth/test-kit/repository-clone";
import type { BasePlan, Benchmark } from "../benchmark.ts";
import { type GenerateTimes, type GenerateTimesPlan, measureGenerateTimes } from "../generate/times.ts";
import { checkAtMost } from "../goal.ts";
import type { Summary } from "../measure/statistics.ts";
import { tabulate } from "../report/columns.ts";
import { formatQuartiles } from "../report/format.ts";
import { findSmithyProblem } from "../server/official.ts";

/** How much to measure of the generator. */
interface GeneratePlan extends BasePlan, GenerateTimesPlan {}

/** The results, by measurement. */
interface GenerateResults {
  readonly times: GenerateTimes;
}

/** The benchmark of `npm run generate`. */
export const generateBenchmark: Benchmark<GeneratePlan, RepositoryClone, GenerateResults> = {
  name: "generate",
  help: {
    summary: `Measures the generator in a clone of the last commit: npm run generate without a change; and the time from a change of
one member to rebuilt packages, with the part of the Smithy CLI. It needs Java.`,
    fullTime: "about two minutes",
    quickTime: "fewer runs",
    failure: "Java is missing or a generation failed",
    jsonPath: ".smithyShare",
  },
  plans: {
    full: { name: "full", idleRuns: 15, changes: 7 },
    quick: { name: "quick", idleRuns: 3, changes: 2 },
  },
  describePlan: ({ idleRuns, changes }) =>
    `${idleRuns} runs without a change, then ${changes} changes of the model.`,
  prepare: async (_plan, resources, onProgress) => {
    const problem = await findSmithyProblem();
    if (problem !== undefined) {
      throw new CommandError(`The generator cannot run: ${problem}`);
    }
    onProgress("Cloning and building");
    const clone = resources.use(await RepositoryClone.make());
    await clone.link();
    await clone.run("npm", ["run", "build"]);
    return clone;
  },
  measurements: {
    times: {
      measure: (clone, plan, onProgress) => measureGenerateTimes(clone, plan, onProgress),
      toJson: ({ idle, change }) => ({
        idleSeconds: idle,
        changeSeconds: change,
        smithyShare: change.smithy.median / change.total.median,
      }),
      tables: [
        ({ idle, change: { total, smithy, generating, building } }) => {
          const share = ({ median }: Summary): string => `${Math.round((median / total.median) * 100)} %`;
          return tabulate(
            [
              { title: "npm run generate without a change, without a JVM", time: idle, digits: 2, share: "" },
              {
                title: "a new member, from saving to rebuilt packages",
                time: total,
                digits: 1,
                share: "100 %",
              },
              { title: "the Smithy CLI on the JVM", time: smithy, digits: 1, share: share(smithy) },
              { title: "generating and formatting", time: generating, digits: 1, share: share(generating) },
              {
                title: "building types, client and server",
                time: building,
                digits: 1,
                share: share(building),
              },
            ],
            [
              ["time", ({ title }) => title],
              ["seconds", ({ time, digits }) => time.median.toFixed(digits)],
              ["quartiles", ({ time, digits }) => formatQuartiles(time, digits)],
              ["share", (row) => row.share],
            ],
          );
        },
      ],
      goals: ({ idle, change }) => [
        checkAtMost(0.25, "npm run generate without a change at most 0.25 × the Smithy CLI", {
          value: idle.median / change.smithy.median,
          unit: "×",
          digits: 2,
        }),
        checkAtMost(4, "from saving the model to rebuilt packages at most 4 × the Smithy CLI", {
          value: change.total.median / change.smithy.median,
          unit: "×",
          digits: 1,
        }),
      ],
    },
  },
};
