// Exits with 0 if the server or the agent in this container is healthy. EKS_AUTH_HEALTH_URL is needed only if the
// configuration changes the address of the admin port or of the agent's probes.
const { EKS_AUTH_HEALTH_URL: url } = process.env;
const serve = "http://127.0.0.1:8481/healthz";
const agent = "http://127.0.0.1:2703/healthz";

const answers = await Promise.all((url ? [url] : [serve, agent]).map(isHealthy));
process.exit(answers.includes(true) ? 0 : 1);

async function isHealthy(address) {
  try {
    return (await fetch(address, { signal: AbortSignal.timeout(4_000) })).ok;
  } catch {
    return false;
  }
}
