import type { Phone, PhoneMessage, PhonePrompt, PracticeUser } from "../../backend/types";

export const phone: Phone = {
  prompts: [],
  codes: [
    {
      userPrincipalName: "totp@contoso.example",
      code: "492039",
      secondsLeft: 21,
      used: false,
      tenant: "",
      fresh: false,
    },
  ],
  hiddenCodes: 0,
  messages: [],
  enrolments: [],
};

export const users: PracticeUser[] = [
  {
    userPrincipalName: "push@contoso.example",
    displayName: "Petra Push",
    password: "Quiet-Harbor-41",
    totpSecret: "",
    methods: ["PhoneAppNotification"],
    states: [],
  },
  {
    userPrincipalName: "totp@contoso.example",
    displayName: "Tomas Totp",
    password: "Amber-Meadow-17",
    totpSecret: "JBSWY3DPEHPK3PXP",
    methods: ["PhoneAppOTP"],
    states: [],
  },
  {
    userPrincipalName: "blocked@contoso.example",
    displayName: "Bruno Castell",
    password: "Silver-Canyon-88",
    totpSecret: "",
    methods: ["PhoneAppNotification"],
    states: ["blocked"],
  },
];

// A prompt that waits on the phone.
export function phonePrompt(change: Partial<PhonePrompt> = {}): PhonePrompt {
  return {
    id: "prompt1",
    userPrincipalName: "push@contoso.example",
    displayName: "Petra Push",
    application: "DocumentsCorePack Client",
    place: "",
    number: true,
    key: false,
    report: true,
    secondsLeft: 58,
    ...change,
  };
}

// A text or a call on the phone.
export function phoneMessage(change: Partial<PhoneMessage> = {}): PhoneMessage {
  return {
    id: "message1",
    userPrincipalName: "sms@contoso.example",
    displayName: "Sam Iversen",
    application: "DocumentsCorePack Client",
    kind: "text",
    number: "+1 425 555 0142",
    body: "PRACTICE: use code 118204 to sign in.",
    code: "118204",
    state: "sent",
    createdAt: "2026-11-20T09:41:00Z",
    secondsLeft: 590,
    ...change,
  };
}
