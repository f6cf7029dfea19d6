import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Collects garbage, then says how many bytes this thread's heap uses. */
export function measureHeap(): number {
  collectGarbage();
  return getHeapStatistics().used_heap_size;
}

const collectGarbage = findCollector();

/** Without `--expose-gc` there is none, and a test runner's threads don't get the flag. */
function findCollector(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}
