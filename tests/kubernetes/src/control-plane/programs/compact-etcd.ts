// Compacts an etcd of a node, which only programs there can reach: compact-etcd.ts URL
import { compactEtcd } from "../etcd.ts";

await compactEtcd(process.argv[2] ?? "");
