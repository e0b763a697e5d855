// simple-oauth2: authorization code, refresh, client credentials; it authenticates by the header.
import { AuthorizationCode, ClientCredentials } from "simple-oauth2";
import { open, redirect, run, tenant, whoAmI } from "./program.mjs";

const { pathname } = new URL(tenant.authority);
const client = { id: tenant.web, secret: tenant.secret };
const auth = { tokenHost: tenant.host, tokenPath: `${pathname}/oauth2/v2.0/token` };
const authorizePath = `${pathname}/oauth2/v2.0/authorize`;

run(async () => {
  const { uri: redirect_uri, arrived } = await redirect();
  const program = new AuthorizationCode({ client, auth: { ...auth, authorizePath } });
  const scope = ["offline_access", `${tenant.organization}/user_impersonation`];
  open(program.authorizeURL({ redirect_uri, scope, state: "of this test" }));
  const came = (await arrived).searchParams;
  const signedIn = await program.getToken({ code: came.get("code"), redirect_uri, scope });
  const refreshed = await signedIn.refresh();
  const itself = await new ClientCredentials({ client, auth }).getToken({ scope: `${tenant.organization}/.default` });
  const user = await whoAmI(signedIn.token.access_token);
  return {
    state: came.get("state"),
    sameUser: (await whoAmI(refreshed.token.access_token)) === user,
    application: (await whoAmI(itself.token.access_token)) !== user,
  };
});
