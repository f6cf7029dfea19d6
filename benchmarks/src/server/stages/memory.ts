import { sendLoad } from "../../measure/load.ts";
import { goodRequest } from "../payload.ts";
import type { Plan } from "../plan.ts";
import type { MemoryResult } from "../result.ts";
import { startServer } from "../start-server.ts";
import type { Subject } from "../subject.ts";

/** Measures the memory of a fresh server, garbage collected, after some requests and after twice as many. */
export async function measureMemory(
  subject: Subject,
  { memoryRequests: [early, late] }: Plan,
): Promise<MemoryResult> {
  await using server = await startServer(subject);
  await sendLoad(server.origin, [goodRequest], early);
  const earlyFigures = await server.readMemory();
  await sendLoad(server.origin, [goodRequest], late - early);
  return { early: earlyFigures, late: await server.readMemory() };
}
