/**
 * Forgets all revisions but the newest one, as a cluster does every five minutes. A watch that continues from an older
 * revision then fails with 410.
 *
 * @param url - of etcd
 * @see https://etcd.io/docs/v3.6/dev-guide/api_grpc_gateway/
 */
export async function compactEtcd(url: string): Promise<void> {
  const { header } = await post(url, "/v3/kv/range", { key: Buffer.from("/").toString("base64") });
  await post(url, "/v3/kv/compaction", { revision: header.revision, physical: true });
}

async function post(url: string, path: string, body: object): Promise<{ header: { revision: string } }> {
  const response = await fetch(new URL(path, url), { method: "POST", body: JSON.stringify(body) });
  if (!response.ok) {
    throw new Error(`etcd answered ${path} with ${response.status}: ${await response.text()}`);
  }
  return (await response.json()) as { header: { revision: string } };
}
