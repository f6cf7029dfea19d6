import { BlockList, isIP } from "node:net";
import { domainToASCII } from "node:url";

/**
 * Whether `NO_PROXY` excludes a server, by the rules of Go's `golang.org/x/net/http/httpproxy`, which the official agent
 * and kubectl use. An entry is `*`, an address, a CIDR range, `example.org` for a name and all below it, or
 * `.example.org` or `*.example.org` for all below it only. All but a CIDR range can have a port.
 *
 * @param noProxy - entries, separated by commas or spaces
 * @param host - a name in lower case, or an address; an IPv6 address without brackets
 * @param port - such as `443`
 */
export function isExcluded(noProxy: string, host: string, port: string): boolean {
  const matches = isIP(host) === 0 ? matchesName : matchesAddress;
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => entry === "*" || matches(entry, host, port));
}

function matchesAddress(entry: string, host: string, port: string): boolean {
  const range = parseRange(entry);
  if (range !== undefined) {
    return contains(range, host);
  }
  const { name, port: ownPort } = splitPort(entry);
  return (
    isIP(name) !== 0 && matchesPort(ownPort, port) && contains(parseRange(`${name}/${maxPrefix(name)}`), host)
  );
}

function matchesName(entry: string, host: string, port: string): boolean {
  const { name, port: ownPort } = splitPort(entry);
  const pattern = name.replace(/^\*\./, ".");
  const suffix = domainToASCII(pattern.replace(/^\./, ""));
  const isMatch = host.endsWith(`.${suffix}`) || (host === suffix && !pattern.startsWith("."));
  return suffix !== "" && isMatch && matchesPort(ownPort, port);
}

function matchesPort(own: string | undefined, port: string): boolean {
  return own === undefined || own === port;
}

/** Splits `HOST:PORT`. A host with several colons is an IPv6 address, which has brackets if there is a port. */
function splitPort(entry: string): { name: string; port: string | undefined } {
  const { bracketed, plain, port } =
    /^(?:\[(?<bracketed>.*)\]|(?<plain>[^:]*))(?::(?<port>\d+))?$/.exec(entry)?.groups ?? {};
  return { name: bracketed ?? plain ?? entry, port };
}

/** @returns undefined if the text is not a CIDR range */
function parseRange(text: string): BlockList | undefined {
  const [, address = "", prefix = ""] = /^([\d.a-f:]+)\/(\d{1,3})$/.exec(text) ?? [];
  if (isIP(address) === 0 || Number(prefix) > maxPrefix(address)) {
    return undefined;
  }
  const range = new BlockList();
  range.addSubnet(address, Number(prefix), familyOf(address));
  return range;
}

function contains(range: BlockList | undefined, host: string): boolean {
  return range?.check(host, familyOf(host)) ?? false;
}

function maxPrefix(address: string): number {
  return isIP(address) === 4 ? 32 : 128;
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 4 ? "ipv4" : "ipv6";
}
