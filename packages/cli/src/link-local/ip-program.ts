import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { isIPv6 } from "node:net";
import { CommandError } from "../core/command-error.ts";

/** An address with the length of its prefix, as `ip` prints it: `169.254.170.23/32`. */
export type AddressWithPrefix = string;

/** It only talks to the kernel. */
const timeoutMs = 10_000;
const maxOutputBytes = 1_048_576;
/** The number of CAP_NET_ADMIN. */
const netAdmin = 12n;

/** The addresses of a network device, read and changed with `ip`: Node.js has no netlink. Works with iproute2 and BusyBox. */
export class DeviceAddresses {
  readonly #device: string;

  /** @param device - the device's name, such as `lo` */
  constructor(device: string) {
    this.#device = device;
  }

  /**
   * Lists the addresses of the device.
   *
   * @throws CommandError `device_not_found`, `ip_missing` or `ip_failed`
   */
  async list(): Promise<ReadonlySet<AddressWithPrefix>> {
    // Each address is one line.
    const output = await this.#run("-o", "addr", "show", "dev", this.#device).catch((error) => {
      throw this.#isMissing(error)
        ? new CommandError(
            "device_not_found",
            `There is no network device ${this.#device}. Check --device; \`ip link\` lists them.`,
            { cause: error },
          )
        : error;
    });
    return new Set([...output.matchAll(/ inet6? ([\da-f.:]+\/\d+) /g)].map(([, address]) => address ?? ""));
  }

  /**
   * Adds an address to the device.
   *
   * @throws CommandError `not_permitted`, `ip_missing` or `ip_failed`, except if it has the address
   */
  async add(address: AddressWithPrefix): Promise<void> {
    await this.#change("add", address, true);
  }

  /** Removes an address from the device. @throws CommandError as {@link add}, except if it does not have the address */
  async remove(address: AddressWithPrefix): Promise<void> {
    await this.#change("del", address, false);
  }

  /** Whether the kernel accepts an address of this family on the device. IPv6 can be left out or disabled. */
  async supports(address: AddressWithPrefix): Promise<boolean> {
    if (!isIPv6(address.split("/")[0] ?? "")) {
      return true;
    }
    const setting = `/proc/sys/net/ipv6/conf/${this.#device}/disable_ipv6`;
    return (await readFile(setting, "utf8").catch(() => "1")).trim() === "0";
  }

  #isMissing({ code }: CommandError): boolean {
    const devices = "/sys/class/net";
    return code === "ip_failed" && existsSync(devices) && !existsSync(`${devices}/${this.#device}`);
  }

  /** @param isWanted - whether the device has the address afterwards */
  async #change(verb: "add" | "del", address: AddressWithPrefix, isWanted: boolean): Promise<void> {
    try {
      await this.#run("addr", verb, address, "dev", this.#device);
    } catch (error) {
      // Another process can have done the same.
      const isDone = await this.list().then(
        (addresses) => addresses.has(address) === isWanted,
        () => false,
      );
      if (isDone) {
        return;
      }
      if (!(await hasNetAdmin())) {
        throw new CommandError(
          "not_permitted",
          `The addresses of ${this.#device} can't be changed without CAP_NET_ADMIN. ` +
            "Run it as root; in Kubernetes, add the capability NET_ADMIN to the container, with runAsUser: 0.",
          { cause: error },
        );
      }
      throw error;
    }
  }

  #run(...args: readonly string[]): Promise<string> {
    const options = { timeout: timeoutMs, maxBuffer: maxOutputBytes, encoding: "utf8" } as const;
    return new Promise((resolve, reject) => {
      execFile("ip", args, options, (error, stdout, stderr) => {
        if (error === null) {
          resolve(stdout);
        } else {
          reject(createError(args, error, stderr));
        }
      });
    });
  }
}

function createError(
  args: readonly string[],
  cause: Error & { readonly code?: string | number | null },
  stderr: string,
): CommandError {
  if (cause.code === "ENOENT") {
    const message = "There is no program `ip` on PATH. Install iproute2, or a BusyBox with the applet ip.";
    return new CommandError("ip_missing", message, { cause });
  }
  const reason = stderr.trim().split("\n")[0]?.slice(0, 200) || `code ${cause.code}`;
  return new CommandError("ip_failed", `\`ip ${args.join(" ")}\` failed: ${reason}`, { cause });
}

/** @returns true if it can't be found out */
async function hasNetAdmin(): Promise<boolean> {
  const status = await readFile("/proc/self/status", "utf8").catch(() => "");
  const [, effective] = /^CapEff:\s*([\da-f]+)$/m.exec(status) ?? [];
  return effective === undefined || ((BigInt(`0x${effective}`) >> netAdmin) & 1n) === 1n;
}
