// An authority of others: npm's oidc-provider with Entra's paths, and beside it a discovery
// service and an organization that believe every bearer. It sends no client_info, its access
// tokens are opaque, and it announces iss (RFC 9207). The arguments are the files of its
// certificate and key; it prints its port when it is ready.
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import Provider from "oidc-provider";
import { open } from "./program.mjs";

const [, , certificate, key] = process.argv;
const server = createServer({ cert: readFileSync(certificate), key: readFileSync(key) });
await once(server.listen(0, "localhost"), "listening");
const { port } = server.address();
const host = `https://localhost:${port}`;
const tenant = "6c1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8";
const oauth = `/${tenant}/oauth2/v2.0`;
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const provider = new Provider(`${host}/${tenant}/v2.0`, {
  clients: [
    {
      client_id: "2d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8",
      redirect_uris: ["http://localhost"],
      response_types: ["code"],
      grant_types: ["authorization_code", "refresh_token"],
      token_endpoint_auth_method: "none",
      application_type: "native",
    },
  ],
  routes: {
    authorization: `${oauth}/authorize`,
    token: `${oauth}/token`,
    jwks: `/${tenant}/discovery/v2.0/keys`,
    end_session: `${oauth}/logout`,
  },
  scopes: ["openid", "offline_access", "profile", `${host}/user_impersonation`, `${host}/org/user_impersonation`],
  claims: { profile: ["name", "preferred_username", "tid"] },
  conformIdTokenClaims: false,
  issueRefreshToken: () => true,
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, name: id, preferred_username: id, tid: tenant }) }),
  jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256" }] },
  cookies: { keys: ["of this test only"] },
});
const organization = { Id: tenant, UniqueName: "lab", FriendlyName: "Lab", ApiUrl: `${host}/org`, Url: `${host}/org`, Version: "9.2.0.0", State: 0 };
const callback = provider.callback();
server.on("request", (request, response) => {
  const send = (body) => response.setHeader("Content-Type", "application/json").end(JSON.stringify(body));
  if (request.url.startsWith("/api/discovery/")) return send({ value: [organization] });
  if (request.url.startsWith("/org/api/data/")) return send({ UserId: tenant, BusinessUnitId: tenant, OrganizationId: tenant });
  // The issuer has a path of its own, as Entra's.
  request.url = request.url.replace(`/${tenant}/v2.0/.well-known/`, "/.well-known/");
  return callback(request, response);
});
open(host);
