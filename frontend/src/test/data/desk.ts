import type {
  ConsentRequest,
  Outcome,
  Policies,
  PracticeApp,
  PracticePerson,
  ScenarioInfo,
  SignIn,
} from "../../backend/types";
import { applicationId } from "./profiles";

// What an administrator of the practice tenant keeps.
export interface DeskData {
  people: PracticePerson[];
  apps: PracticeApp[];
  policies: Policies;
  outcomes: Outcome[];
  signIns: SignIn[];
  requests: ConsentRequest[];
  scenarios: ScenarioInfo[];
}

export function deskData(): DeskData {
  return {
    people: [
      {
        userPrincipalName: "push@contoso.example",
        givenName: "Petra",
        surname: "Push",
        methods: ["PhoneAppNotification"],
        mobilePhone: "+1 425 555 0142",
      },
      {
        userPrincipalName: "blocked@contoso.example",
        givenName: "Bruno",
        surname: "Castell",
        methods: ["PhoneAppNotification"],
        blocked: true,
      },
    ],
    apps: [
      {
        applicationId,
        name: "DocumentsCorePack Client",
        redirectUris: ["http://localhost", "http://www.mscrm-addons.com"],
        multiTenant: false,
        platform: "public",
        allowPublicClientFlows: true,
        secrets: [],
        certificates: [],
      },
      {
        applicationId: "94b1e6d7-2c5f-4a83-b0e9-6f3d81c7a250",
        name: "Integration Cloud",
        redirectUris: ["http://localhost"],
        multiTenant: true,
        platform: "web",
        allowPublicClientFlows: false,
        keys: [
          { name: "current", expires: "2049-12-31T00:00:00Z" },
          { name: "expired", expires: "2025-06-30T00:00:00Z" },
        ],
        secrets: [
          { id: "s1", value: "abc8Q~current", expires: "2049-12-31T00:00:00Z" },
          { id: "s2", value: "abc8Q~expired", expires: "2025-06-30T00:00:00Z" },
        ],
        certificates: [],
      },
    ],
    policies: {},
    outcomes: [
      { word: "block", code: 53003, meaning: "a policy forbids this sign-in" },
      { word: "compliant-device", code: 53000, meaning: "the device isn't compliant" },
    ],
    signIns: [
      {
        id: "5e8c0b1e-0000-4000-8000-000000000001",
        applicationId: "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8",
        time: "2026-11-20T09:41:00Z",
        user: "push@contoso.example",
        application: "DocumentsCorePack Client",
        tenant: "contoso.example",
        way: "browser",
        asked: ["user", "password", "push"],
        code: 0,
        why: "the second factor was asked for because one is registered",
        correlation: "0aa1bb2c-3dd4-4ee5-8ff6-778899aabbcc",
      },
      {
        id: "5e8c0b1e-0000-4000-8000-000000000002",
        applicationId: "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d8",
        time: "2026-11-20T09:52:00Z",
        user: "blocked@contoso.example",
        application: "DocumentsCorePack Client",
        tenant: "contoso.example",
        way: "browser",
        asked: ["user", "password"],
        code: 500121,
        why: "this account was blocked after a sign-in was reported as fraud",
        correlation: "1bb2cc3d-4ee5-4ff6-8aa7-8899aabbccdd",
      },
    ],
    requests: [
      {
        id: "r1",
        userPrincipalName: "approval@contoso.example",
        applicationId,
        application: "DocumentsCorePack Client",
        tenant: "contoso.example",
        permissions: ["user_impersonation"],
        reason: "I print letters with it.",
        state: "pending",
        time: "2026-11-20T10:02:00Z",
      },
    ],
    scenarios: [{ name: "first-sign-in", title: "First sign-in: registering a second factor" }],
  };
}
