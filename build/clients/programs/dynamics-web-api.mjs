// DynamicsWebApi with the address of an organization that has a host of its own, as all have:
// it puts api/data at the host's root.
import dns from "node:dns";
import { PublicClientApplication } from "@azure/msal-node";
import { DynamicsWebApi } from "dynamics-web-api";
import { run, tenant } from "./program.mjs";

// Not every system knows NAME.localhost (RFC 6761, 6.3); what /etc/hosts would say.
const { lookup } = dns;
dns.lookup = (name, ...rest) => lookup(name.endsWith(".localhost") ? "localhost" : name, ...rest);
const server = tenant.host.replace("//", "//contoso.");

run(async () => {
  const program = new PublicClientApplication({
    auth: {
      clientId: tenant.public,
      authority: tenant.authority,
      knownAuthorities: [new URL(tenant.authority).host],
    },
  });
  const { userName: username, password } = tenant.person;
  const { accessToken } = await program.acquireTokenByUsernamePassword({
    scopes: [`${server}/user_impersonation`],
    username,
    password,
  });
  const organization = new DynamicsWebApi({
    serverUrl: server,
    dataApi: { version: "9.2" },
    onTokenRefresh: async () => accessToken,
  });
  return { userId: (await organization.callFunction("WhoAmI")).UserId.length };
});
