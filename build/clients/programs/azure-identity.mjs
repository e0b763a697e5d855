// @azure/identity: secret, user name and password, device code, and the claim cp1 that
// enableCae adds.
import { ClientSecretCredential, DeviceCodeCredential, UsernamePasswordCredential } from "@azure/identity";
import { open, run, tenant, whoAmI } from "./program.mjs";

const options = { authorityHost: tenant.host, disableInstanceDiscovery: true };
const scope = `${tenant.organization}/.default`;

run(async () => {
  const credentials = {
    secret: new ClientSecretCredential(tenant.tenantId, tenant.web, tenant.secret, options),
    password: new UsernamePasswordCredential(
      tenant.tenantId,
      tenant.public,
      tenant.person.userName,
      tenant.person.password,
      options,
    ),
    device: new DeviceCodeCredential({
      ...options,
      tenantId: tenant.tenantId,
      clientId: tenant.public,
      userPromptCallback: (code) => open(`${code.verificationUri}#${code.userCode}`),
    }),
  };
  const result = {};
  for (const [name, credential] of Object.entries(credentials)) {
    const { token } = await credential.getToken(scope);
    result[name] = (await whoAmI(token)).length;
  }
  const { expiresOnTimestamp } = await credentials.password.getToken(scope, { enableCae: true });
  return { ...result, longTokens: expiresOnTimestamp - Date.now() > 20 * 3_600_000 };
});
