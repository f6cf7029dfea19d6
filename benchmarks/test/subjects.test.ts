import { describe, test } from "vitest";
import { checkServer } from "../src/server/check/check-server.ts";
import { startServer } from "../src/server/start-server.ts";
import { subjects } from "../src/server/subjects.ts";

// The first time, one of them is generated.
describe("each subject does the same checks and gives the same answer", { timeout: 180_000 }, () => {
  test.for(subjects.map((subject) => [subject.title, subject] as const))(
    "%s",
    async ([title, subject], { skip }) => {
      const obstacle = await subject.prepare();
      skip(obstacle !== undefined, obstacle);
      await using server = await startServer(subject);
      await checkServer(title, server.origin);
    },
  );
});
