// oauth2-proxy before a program of one's own, with its provider for Entra ID: it signs in, keeps
// the session in a cookie, and hands on who it is.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import { listening, open, run, tenant } from "./program.mjs";

async function freePort() {
  const server = createServer().listen(0, "localhost");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

// answers is there when the address is: oauth2-proxy doesn't print when it listens.
async function answers(address) {
  for (;;) {
    try {
      return await fetch(address);
    } catch {
      await setTimeout(20);
    }
  }
}

run(async () => {
  let signedIn;
  const done = new Promise((resolve) => {
    signedIn = resolve;
  });
  const behind = await listening((request, response) => {
    response.end("behind the proxy");
    signedIn(request.headers);
  });
  const address = `localhost:${await freePort()}`;
  const flags = {
    "http-address": address,
    upstream: behind,
    "redirect-url": `http://${address}/oauth2/callback`,
    provider: "entra-id",
    "oidc-issuer-url": `${tenant.authority}/v2.0`,
    "oidc-email-claim": "preferred_username",
    "client-id": tenant.web,
    scope: "openid profile email offline_access",
    "code-challenge-method": "S256",
    "email-domain": "*",
    "cookie-secure": false,
    "skip-provider-button": true,
  };
  const proxy = spawn(
    "oauth2-proxy/oauth2-proxy",
    Object.entries(flags).map(([name, value]) => `--${name}=${value}`),
    {
      env: { ...process.env, OAUTH2_PROXY_CLIENT_SECRET: tenant.secret, OAUTH2_PROXY_COOKIE_SECRET: randomBytes(16).toString("hex") },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  const ended = once(proxy, "exit").then(() => Promise.reject(new Error("oauth2-proxy ended")));
  process.on("exit", () => proxy.kill());
  process.on("SIGTERM", () => process.exit(1));
  await Promise.race([answers(`http://${address}/ping`), ended]);
  open(`http://${address}/`);
  return { user: (await Promise.race([done, ended]))["x-forwarded-email"] };
});
