import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { readUsage, type Usage } from "../src/soak/process-usage.ts";
import { SoakClient } from "../src/soak/soak-client.ts";
import { isAnswering, SoakLoad } from "../src/soak/soak-load.ts";
import { SoakedService } from "../src/soak/soaked-service.ts";

const isShort = process.env.SOAK_FORM === "short";
const durationMs = isShort ? 30_000 : 600_000;

/** Until then V8's heap and the caches grow to their usual size. */
const warmUpMs = durationMs / 4;

it("answers stay right and audited, and memory and descriptors flat, while everything changes", async () => {
  await using service = await SoakedService.start();
  using client = new SoakClient(service.url, service.ca);
  const usages: (Usage & { readonly ms: number })[] = [];
  const start = performance.now();
  const passed = () => performance.now() - start;
  const sample = async () => {
    usages.push({ ...(await readUsage(service.program.pid ?? 0)), ms: passed() });
  };
  await expect.poll(() => isAnswering(service, client)).toBe(true);
  const load = new SoakLoad(service, client, 60);
  let cycles = 0;

  /** Waits until requests succeed again, and expects that none fails while nothing changes. */
  async function expectCalm(what: string): Promise<void> {
    await expect.poll(() => isAnswering(service, client), { message: what }).toBe(true);
    const before = load.result;
    await sleep(500);
    expect(load.result.temporary - before.temporary, `temporary errors after ${what}`).toBe(0);
    await sample();
  }

  while (passed() < durationMs) {
    await service.rotateKeys();
    await expectCalm("a rotation of the keys");
    service.reload();
    await expectCalm("SIGHUP");
    await service.changeFiles();
    await expectCalm("a change of the configuration");
    await service.breakAssociations();
    await service.replaceCertificate();
    await expectCalm("a change of the certificate");
    await service.rotateAudit();
    await expectCalm("a rotation of the audit log");
    service.setSts("stalled");
    await sleep(1_000);
    service.setSts("failing");
    await sleep(500);
    service.setSts("answering");
    await expectCalm("an outage of STS");
    cycles += 1;
  }
  const { good, bad, wrong, temporary } = await load.stop();
  const later = usages.filter(({ ms }) => ms > warmUpMs);
  const half = Math.floor(later.length / 2);
  const [first, second] = [later.slice(0, half), later.slice(half)].map(peakOf);
  process.stdout.write(
    `${cycles} rounds of changes, ${good} good requests (${temporary} temporary errors), ${bad} bad ones\n` +
      `memory ${first?.memoryMb.toFixed(0)} -> ${second?.memoryMb.toFixed(0)} MB, descriptors ${first?.descriptors} -> ${second?.descriptors}\n`,
  );
  expect(wrong).toEqual([]);
  // A request that ran out of time after its record was written got no credentials.
  expect(await service.countGrants()).toBeGreaterThanOrEqual(client.granted);
  expect(second?.memoryMb).toBeLessThan(1.15 * (first?.memoryMb ?? 0) + (isShort ? 30 : 10));
  expect(second?.descriptors).toBeLessThan((first?.descriptors ?? 0) + 10);
  expect(cycles).toBeGreaterThan(1);
});

function peakOf(usages: readonly Usage[]): Usage {
  return {
    memoryMb: Math.max(...usages.map(({ memoryMb }) => memoryMb)),
    descriptors: Math.max(...usages.map(({ descriptors }) => descriptors)),
  };
}
