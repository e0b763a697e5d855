// openid-client 6: authorization code with PKCE, refresh, userinfo, device code, client credentials.
import * as client from "openid-client";
import { open, redirect, refused, run, tenant } from "./program.mjs";

run(async () => {
  const issuer = new URL(`${tenant.authority}/v2.0`);
  const config = await client.discovery(issuer, tenant.web, tenant.secret);
  const { uri, arrived } = await redirect();
  const verifier = client.randomPKCECodeVerifier();
  const expectedNonce = client.randomNonce();
  const expectedState = client.randomState();
  open(
    client.buildAuthorizationUrl(config, {
      redirect_uri: uri,
      scope: "openid profile email offline_access",
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      nonce: expectedNonce,
      state: expectedState,
    }),
  );
  const tokens = await client.authorizationCodeGrant(config, await arrived, {
    pkceCodeVerifier: verifier,
    expectedNonce,
    expectedState,
  });
  const claims = tokens.claims();
  const info = await client.fetchUserInfo(config, tokens.access_token, claims.sub);
  const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token);
  const itself = await client.clientCredentialsGrant(config, { scope: `${tenant.organization}/.default` });
  const bare = await client.discovery(issuer, tenant.public, undefined, client.None());
  const device = await client.initiateDeviceAuthorization(bare, { scope: "openid profile" });
  open(`${device.verification_uri}#${device.user_code}`);
  const onDevice = await client.pollDeviceAuthorizationGrant(bare, device);
  return {
    user: claims.preferred_username,
    info: info.sub === claims.sub,
    // Entra's metadata has no line on PKCE.
    supportsPKCE: config.serverMetadata().supportsPKCE(),
    refreshed: refreshed.claims().preferred_username,
    application: itself.token_type,
    device: onDevice.claims().preferred_username,
    wrongCode: await refused(() =>
      client.genericGrantRequest(config, "authorization_code", { code: "wrong", redirect_uri: uri }),
    ),
  };
});
