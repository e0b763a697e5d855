// What `latchkey practice` is measured against: npm's oidc-provider with its own pages
// for development, one client, and keys of its own. It prints its issuer when it is ready,
// and the microseconds of CPU that a signature takes here.
import { generateKeyPairSync, sign } from "node:crypto";
import { createServer } from "node:http";
import Provider from "oidc-provider";

const server = createServer().listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "bench",
        redirect_uris: ["http://localhost:1/back"],
        response_types: ["code"],
        grant_types: ["authorization_code", "refresh_token"],
        token_endpoint_auth_method: "none",
        application_type: "native",
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256" }] },
    cookies: { keys: ["bench"] },
  });
  server.on("request", provider.callback());
  console.log(JSON.stringify({ issuer, signature: signature(privateKey) }));
});

function signature(key) {
  const [data, times] = [Buffer.from("a token"), 500];
  sign("sha256", data, key);
  const before = process.cpuUsage();
  for (let i = 0; i < times; i++) sign("sha256", data, key);
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / times);
}

process.on("SIGINT", () => process.exit(0));
