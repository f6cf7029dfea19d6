import { type AddressWithPrefix, DeviceAddresses } from "./ip-program.ts";

/** The options of `eks-auth link-local add` and `remove`. */
export interface LinkLocalOptions {
  readonly device: string;
  readonly address: readonly AddressWithPrefix[];
}

/**
 * Adds addresses to a device, unless it has them. An IPv6 address is skipped if the device has no IPv6.
 *
 * @param print - prints a line for each address
 * @throws CommandError if an address can't be added
 */
export async function addAddresses(
  { device, address: addresses }: LinkLocalOptions,
  print: (line: string) => void,
): Promise<void> {
  const interfaceAddresses = new DeviceAddresses(device);
  const present = await interfaceAddresses.list();
  for (const address of addresses) {
    if (present.has(address)) {
      print(`${address} is on ${device} already`);
    } else if (await interfaceAddresses.supports(address)) {
      await interfaceAddresses.add(address);
      print(`${address} was added to ${device}`);
    } else {
      print(`${address} was skipped: IPv6 is disabled on ${device}`);
    }
  }
}

/**
 * Removes addresses from a device that has them.
 *
 * @param print - prints a line for each address
 * @throws CommandError if an address can't be removed
 */
export async function removeAddresses(
  { device, address: addresses }: LinkLocalOptions,
  print: (line: string) => void,
): Promise<void> {
  const interfaceAddresses = new DeviceAddresses(device);
  const present = await interfaceAddresses.list();
  for (const address of addresses) {
    if (present.has(address)) {
      await interfaceAddresses.remove(address);
      print(`${address} was removed from ${device}`);
    } else {
      print(`${address} is not on ${device}`);
    }
  }
}
