// oauth4webapi, the base of Auth.js, with its checks of the id token's signature.
import * as oauth from "oauth4webapi";
import { open, redirect, run, tenant } from "./program.mjs";

run(async () => {
  const issuer = new URL(`${tenant.authority}/v2.0`);
  const as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer));
  const client = { client_id: tenant.web };
  const { uri, arrived } = await redirect();
  const verifier = oauth.generateRandomCodeVerifier();
  const [expectedNonce, state] = [oauth.generateRandomNonce(), oauth.generateRandomState()];
  const address = new URL(as.authorization_endpoint);
  address.search = new URLSearchParams({
    client_id: tenant.web,
    redirect_uri: uri,
    response_type: "code",
    scope: "openid email",
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    nonce: expectedNonce,
    state,
  });
  open(address);
  const parameters = oauth.validateAuthResponse(as, client, await arrived, state);
  const answer = await oauth.authorizationCodeGrantRequest(
    as,
    client,
    oauth.ClientSecretPost(tenant.secret),
    parameters,
    uri,
    verifier,
  );
  const result = await oauth.processAuthorizationCodeResponse(as, client, answer, { expectedNonce, requireIdToken: true });
  await oauth.validateApplicationLevelSignature(as, answer);
  return { subject: typeof oauth.getValidatedIdTokenClaims(result).sub };
});
