// An import of node:http would load undici, too.
const { createHmac, hash } = process.getBuiltinModule("node:crypto");
const { Agent, request } = process.getBuiltinModule("node:http");

const hmac = (key, text) => createHmac("sha256", key).update(text).digest();

/**
 * Creates a function that calls the API with `node:http` by hand: it signs the request, reads the response, and does
 * nothing else. Errors have no types, and no call is repeated or has a time limit.
 */
export function createCall({ endpoint, region, credentials, input }) {
  const { host, hostname, port } = new URL(endpoint);
  const agent = new Agent({ keepAlive: true });
  const { clusterName, ...members } = input;
  const path = `/clusters/${encodeURIComponent(clusterName)}/assume-role-for-pod-identity`;
  return () => {
    const body = JSON.stringify(members);
    const date = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
    const headers = { "content-type": "application/json", host, "x-amz-date": date };
    headers.authorization = sign({ path, headers, body, date, region, credentials });
    return new Promise((resolve, reject) => {
      const outgoing = request({ agent, hostname, port, method: "POST", path, headers }, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk) => {
          text += chunk;
        });
        response.on("error", reject);
        response.on("end", () => {
          const output = JSON.parse(text);
          if (response.statusCode !== 200) {
            reject(new Error(`${response.statusCode}: ${text}`));
            return;
          }
          output.credentials.expiration = new Date(output.credentials.expiration * 1000);
          resolve(output);
        });
      });
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  };
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function sign({ path, headers, body, date, region, credentials }) {
  const names = Object.keys(headers).sort();
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join("");
  const signed = names.join(";");
  const canonical = `POST\n${path}\n\n${lines}\n${signed}\n${hash("sha256", body)}`;
  const day = date.slice(0, 8);
  const scope = `${day}/${region}/eks-auth/aws4_request`;
  const key = [day, region, "eks-auth", "aws4_request"].reduce(hmac, `AWS4${credentials.secretAccessKey}`);
  const text = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${hash("sha256", canonical)}`;
  const signature = hmac(key, text).toString("hex");
  return `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`;
}
