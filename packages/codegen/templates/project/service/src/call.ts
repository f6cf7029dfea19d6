import { __LightClient__ } from "__scope__/client-light";

// `npm run call -- NAME`: calls the server at the URL in the environment variable ENDPOINT, or the one of `npm start`.
const client = new __LightClient__({ endpoint: process.env.ENDPOINT ?? "http://127.0.0.1:8080" });
const { message } = await client.getGreeting({ name: process.argv[2] ?? "world" });
process.stdout.write(`${message}\n`);
client.close();
