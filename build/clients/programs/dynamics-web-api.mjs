// DynamicsWebApi with the address of an organization that has a host of its own, as all have:
// it puts api/data at the host's root. It reads what programs read when they connect.
import dns from "node:dns";
import { PublicClientApplication } from "@azure/msal-node";
import { DynamicsWebApi } from "dynamics-web-api";
import { run, tenant } from "./program.mjs";

// Not every system knows NAME.localhost (RFC 6761, 6.3); what /etc/hosts would say.
const { lookup } = dns;
dns.lookup = (name, ...rest) => lookup(name.endsWith(".localhost") ? "localhost" : name, ...rest);
const server = tenant.host.replace("//", "//contoso.");

// denied is the code by which Dataverse refuses.
const denied = async (work) => {
  try {
    await work();
  } catch (error) {
    return `${error.status} ${error.code}`;
  }
  throw new Error("it was not refused");
};

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
  const config = { serverUrl: server, dataApi: { version: "9.2" }, onTokenRefresh: async () => accessToken };
  const organization = new DynamicsWebApi({ ...config, useEntityNames: true });

  const { UserId: userId } = await organization.callFunction("WhoAmI");
  const { Version: version } = await organization.callFunction("RetrieveVersion");
  const { Detail: detail } = await organization.callFunction({
    functionName: "RetrieveCurrentOrganization",
    parameters: { AccessType: "Microsoft.Dynamics.CRM.EndpointAccessType'Default'" },
  });

  // Names of tables, not of sets: the library asks EntityDefinitions which is which.
  const user = await organization.retrieve({ collection: "systemuser", key: userId, select: ["domainname"] });
  const others = await organization.retrieveMultiple({
    collection: "systemuser",
    select: ["systemuserid"],
    filter: `systemuserid ne ${userId} and isdisabled eq false and accessmode eq 0`,
    orderBy: ["domainname"],
    count: true,
    top: 1,
  });
  const other = others.value[0].systemuserid;
  const accounts = await organization.retrieveMultiple({ collection: "account", select: ["name"], top: 5 });

  // By the names of sets, so that EntityDefinitions isn't asked for in the batch.
  const batching = new DynamicsWebApi(config);
  batching.startBatch();
  batching.callFunction("WhoAmI");
  batching.retrieveMultiple({ collection: "solutions", select: ["uniquename"], filter: "isvisible eq true" });
  batching.retrieve({ collection: "organizations", key: detail.OrganizationId, select: ["name"] });
  const [who, solutions, { name }] = await batching.executeBatch();

  const acting = await organization.callFunction({ functionName: "WhoAmI", impersonate: other });
  const sandbox = new DynamicsWebApi({
    ...config,
    serverUrl: tenant.host.replace("//", "//fabrikam."),
    onTokenRefresh: async () => {
      const { account } = await program.acquireTokenByUsernamePassword({ scopes: ["openid"], username, password });
      const scopes = [`${tenant.host.replace("//", "//fabrikam.")}/user_impersonation`];
      return (await program.acquireTokenSilent({ scopes, account })).accessToken;
    },
  });
  return {
    version,
    organization: detail.UniqueName,
    user: user.domainname,
    count: others.oDataCount > 1,
    accounts: accounts.value.length,
    batch: [who.UserId === userId, solutions.value.map((s) => s.uniquename), name],
    impersonated: acting.UserId === other,
    refusals: [
      await denied(() => sandbox.callFunction({ functionName: "WhoAmI", impersonateAAD: other })),
      await denied(() => organization.create({ collection: "account", data: { name: "Contoso" } })),
    ],
  };
});
