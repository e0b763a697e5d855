// openid-client 5 takes RS256 only, unless it is told otherwise: so do next-auth 4 and
// express-openid-connect, which use it.
import { Issuer, generators } from "openid-client-5";
import { open, redirect, run, tenant } from "./program.mjs";

run(async () => {
  const issuer = await Issuer.discover(`${tenant.authority}/v2.0`);
  const { uri, arrived } = await redirect();
  const program = new issuer.Client({
    client_id: tenant.web,
    client_secret: tenant.secret,
    redirect_uris: [uri],
    response_types: ["code"],
  });
  const code_verifier = generators.codeVerifier();
  const [nonce, state] = [generators.nonce(), generators.state()];
  open(
    program.authorizationUrl({
      scope: "openid profile offline_access",
      code_challenge: generators.codeChallenge(code_verifier),
      code_challenge_method: "S256",
      nonce,
      state,
    }),
  );
  const came = Object.fromEntries((await arrived).searchParams);
  const tokens = await program.callback(uri, came, { code_verifier, nonce, state });
  const refreshed = await program.refresh(tokens.refresh_token);
  const info = await program.userinfo(tokens.access_token);
  return { user: tokens.claims().preferred_username, refreshed: refreshed.claims().sub === info.sub };
});
