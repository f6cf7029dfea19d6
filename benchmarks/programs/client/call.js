/**
 * Calls the API with a client and prints the CPU time of a call in microseconds. It is JavaScript, because Node.js would
 * load a compiler for TypeScript. Arguments: the module of the client, the API's URL, how many calls warm up, and how many
 * are measured. Without these two, it makes one call and prints nothing.
 */
const [module, endpoint, warmUpCalls = "0", calls = "0"] = process.argv.slice(2);
const { createCall } = await import(module);
const call = createCall({
  endpoint,
  region: "eu-west-1",
  credentials: {
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  },
  // The length of a real token.
  input: { clusterName: "my-cluster", token: `e30.${"a".repeat(1_000)}.e30` },
});

const { credentials } = await call();
if (!credentials.accessKeyId.startsWith("ASIA") || Number.isNaN(credentials.expiration.getTime())) {
  throw new Error("The client returned wrong credentials.");
}
for (let count = 0; count < Number(warmUpCalls); count++) {
  await call();
}
if (calls !== "0") {
  const before = process.cpuUsage();
  for (let count = 0; count < Number(calls); count++) {
    await call();
  }
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(String((user + system) / Number(calls)));
}
// Connections stay open for the next call.
process.exit();
