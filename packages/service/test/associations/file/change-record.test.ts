import { endAfter, stopClock } from "@eks-auth/test-kit/clocks";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { expect, test } from "vitest";
import { findRecord } from "../../../src/associations/file/change-record.ts";
import { hang } from "../../files/hang.ts";

stopClock();

const folder = useTempFolder("record");

test("a file whose folder hangs has no record, so a change of it is still held back and applied", async () => {
  const path = await folder.write("associations.yaml", "associations: []\n");
  const end = hang(path);
  try {
    expect(await endAfter(10_000, findRecord(path))).toBeUndefined();
  } finally {
    end();
  }
});
