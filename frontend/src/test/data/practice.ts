import type { Phone, PracticeUser } from "../../backend/types";

export const phone: Phone = {
  prompts: [],
  codes: [{ userPrincipalName: "totp@contoso.example", code: "492039", secondsLeft: 21, used: false }],
};

export const users: PracticeUser[] = [
  {
    userPrincipalName: "push@contoso.example",
    displayName: "Petra Push",
    password: "Quiet-Harbor-41",
    totpSecret: "",
    methods: ["PhoneAppNotification"],
  },
  {
    userPrincipalName: "totp@contoso.example",
    displayName: "Tomas Totp",
    password: "Amber-Meadow-17",
    totpSecret: "JBSWY3DPEHPK3PXP",
    methods: ["PhoneAppOTP"],
  },
];

// A prompt that waits on the phone.
export function phonePrompt() {
  return {
    id: "prompt1",
    userPrincipalName: "push@contoso.example",
    application: "DocumentsCorePack Client",
    createdAt: new Date().toISOString(),
    expiresAt: new Date(Date.now() + 58_000).toISOString(),
  };
}
