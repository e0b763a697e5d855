import type { ExchangePlan } from "../../backend/types";
import { applicationId } from "./profiles";

export function exchangePlan(change: Partial<ExchangePlan> = {}): ExchangePlan {
  const tokenUrl = "https://login.microsoftonline.com/t1/oauth2/token";
  return {
    id: "m1",
    authorizeUrl: `https://login.microsoftonline.com/t1/oauth2/authorize?response_type=code&prompt=login&client_id=${applicationId}&state=s1`,
    tokenUrl,
    curl: `curl --request POST '${tokenUrl}' \\\n  --data-urlencode "code=$CODE" \\\n  --data-urlencode "client_secret=$CLIENT_SECRET"`,
    powershell: `curl.exe --request POST '${tokenUrl}' \`\n  --data ('code=' + [uri]::EscapeDataString($env:CODE)) \`\n  --data ('client_secret=' + [uri]::EscapeDataString($env:CLIENT_SECRET))`,
    fields: [
      { name: "client_id", value: applicationId, secret: false },
      { name: "grant_type", value: "authorization_code", secret: false },
      { name: "code", value: "{{code}}", secret: true },
      { name: "client_secret", value: "{{client_secret}}", secret: true },
    ],
    postman: "{}",
    foreignHost: "",
    warnings: [],
    ...change,
  };
}
