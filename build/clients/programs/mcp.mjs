// The MCP TypeScript SDK at an API that names the tenant as its authorization server. The argument
// is the package: version 1.17 ("mcp-sdk-1.17") demands code_challenge_methods_supported in the
// metadata, which Entra's don't have (modelcontextprotocol/typescript-sdk #832); it was made
// optional later (#992).
import { listening, open, redirect, run, tenant } from "./program.mjs";

const { auth } = await import(`${process.argv[2]}/client/auth.js`);

// ask is the token endpoint's answer to a refresh token, without the SDK.
async function ask(refreshToken) {
  const body = { client_id: tenant.web, client_secret: tenant.secret, grant_type: "refresh_token", refresh_token: refreshToken };
  const answer = await fetch(`${tenant.authority}/oauth2/v2.0/token`, { method: "POST", body: new URLSearchParams(body) });
  const { error, suberror, error_description } = await answer.json();
  return { status: answer.status, word: error, suberror, text: error_description };
}

run(async () => {
  const authorizationServer = `${tenant.authority}/v2.0`;
  const serverUrl = await listening((_, response) => {
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify({ resource: serverUrl, authorization_servers: [authorizationServer] }));
  });
  const { uri: redirectUrl, arrived } = await redirect();
  let tokens;
  let verifier;
  let asked;
  const thrownAway = [];
  const provider = {
    redirectUrl,
    clientMetadata: { redirect_uris: [redirectUrl], scope: `offline_access ${tenant.api}/access_as_user` },
    clientInformation: () => ({ client_id: tenant.web, client_secret: tenant.secret, issuer: authorizationServer }),
    tokens: () => tokens,
    saveTokens: (got) => {
      tokens = got;
    },
    redirectToAuthorization: (address) => {
      asked = address;
    },
    saveCodeVerifier: (made) => {
      verifier = made;
    },
    codeVerifier: () => verifier,
    invalidateCredentials: (what) => {
      thrownAway.push(what);
      tokens = undefined;
    },
    // Entra's v2 endpoints have scopes, not resources.
    validateResourceURL: async () => undefined,
  };
  try {
    await auth(provider, { serverUrl });
  } catch (error) {
    return { refused: error.message };
  }
  open(asked);
  const authorizationCode = (await arrived).searchParams.get("code");
  await auth(provider, { serverUrl, authorizationCode });
  const { refresh_token } = tokens;
  const renewed = await auth(provider, { serverUrl });

  const stricter = await redirect();
  open(`${stricter.uri}?the-rule-holds`);
  await stricter.arrived;
  const outcome = await auth(provider, { serverUrl });
  const reason = await ask(refresh_token);

  const kinder = await redirect();
  open(`${kinder.uri}?the-rule-is-gone`);
  await kinder.arrived;
  return { renewed, outcome, thrownAway, reason, stillGood: (await ask(refresh_token)).status };
});
