import type { Recipe } from "../../backend/recipes";
import { applicationId } from "./profiles";

// Recipes as Go has them, before they are filled in.

// profileValues are what a profile puts into their places.
export const profileValues: Record<string, string> = {
  applicationId,
  redirectUri: "http://localhost",
  organizationUrl: "https://contoso.crm4.dynamics.com/",
};

export const figures: Record<string, string> = {
  platform:
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 120" role="img" aria-label="The platform to choose">' +
    '<rect x="8" y="20" width="304" height="30" rx="4" fill="none" stroke="currentColor" stroke-width="2"/></svg>',
};

const addOn: Recipe = {
  id: "documentscorepack",
  name: "DocumentsCorePack Client",
  maker: "mscrm-addons.com",
  summary: "Connects the add-on to Dynamics 365.",
  system: "dataverse",
  checkedOn: "2026-11-22",
  sources: ["https://learn.microsoft.com/entra/identity-platform/reply-url"],
  unchecked: ["Nothing here was tried against a real tenant."],
  methods: ["A person signs in, with a **second factor** where the company asks for one."],
  prerequisites: ["Somebody who may register applications."],
  profile: { redirectUri: "http://localhost:8400" },
  registration: {
    name: "DocumentsCorePack Client",
    accounts: "single",
    platform: "public",
    redirectUris: ["http://localhost"],
    oldRedirectUris: ["http://www.mscrm-addons.com"],
    publicClient: true,
    permissions: [{ api: "dataverse", name: "user_impersonation", type: "delegated" }],
    secret: { description: "Add-on", months: 24, optional: true },
    applicationUser: "Service Reader",
  },
  consent: { who: "A Cloud Application Administrator.", redirectUri: "http://localhost" },
  screens: [
    {
      id: "two-factor",
      title: "The tab 2-Factor Authentication",
      where: "Client > connection profile",
      fields: [
        { label: "ApplicationID", value: "{applicationId}", note: "A GUID of `36` characters." },
        { label: "User Mode", value: "OAuth2" },
        { label: "Password", own: true, note: "App passwords are refused." },
      ],
      finish: "Press **Save**.",
    },
  ],
  traps: [
    {
      title: "The wrong platform",
      text: "It is **Mobile and desktop applications** today.",
      code: "AADSTS7000218",
    },
    { title: "An empty list", text: "The sign-in worked.", code: "discovery-empty" },
  ],
  walkthroughs: [
    {
      id: "register",
      role: "administrator",
      title: "Register the application",
      steps: [
        { id: "open", title: "Open the admin center", do: ["Open `https://entra.microsoft.com`."] },
        {
          id: "platform",
          title: "Add the platform",
          do: ["Choose **Mobile and desktop applications**.", "Type `http://localhost`."],
          say: "Please select Mobile and desktop applications.",
          see: "The address under the platform.",
          old: "Step 5 of 10.",
          link: "authentication",
          address: "https://entra.microsoft.com/#view/Authentication",
          figure: "platform",
          values: ["applicationId", "helpdesk"],
          rehearse: "registrations",
          otherwise: [
            {
              ask: "Does it stand under **Web**?",
              yes: { text: "Begin again.", go: "open" },
              no: { text: "Choose Configure at the end.", code: "AADSTS7000218" },
            },
          ],
        },
        {
          id: "hand-over",
          title: "Hand over the values",
          do: ["Send them to {helpdesk}."],
          rehearse: "sign-in",
        },
      ],
    },
    {
      id: "on-the-phone",
      role: "helpdesk",
      title: "On the phone",
      steps: [{ id: "who", title: "Who calls?", do: ["Note the name."], say: "Who are you?" }],
    },
  ],
  thenAndNow: [
    // biome-ignore lint/suspicious/noThenProperty: the recipe's own word, and no function
    { then: "`manage.windowsazure.com`", now: "The Entra admin center.", retired: true },
    // biome-ignore lint/suspicious/noThenProperty: the recipe's own word, and no function
    { then: "Native Client Application", now: "**Mobile and desktop applications**." },
  ],
  terms: [{ word: "Redirect URI", text: "Where the sign-in ends." }],
};

const portal: Recipe = { ...addOn, id: "magentrix", name: "Magentrix", maker: "Magentrix" };

const salesforce: Recipe = {
  id: "resco-salesforce",
  name: "Resco for Salesforce",
  maker: "Resco",
  summary: "Signs in to Salesforce.",
  system: "salesforce",
  checkedOn: "2026-11-22",
  sources: ["https://help.salesforce.com"],
  methods: ["OAuth2"],
  walkthroughs: [],
};

const rollOut: Recipe = {
  id: "mfa-roll-out",
  name: "Roll out a second factor",
  maker: "",
  summary: "From the first e-mail to the last straggler.",
  system: "mfa",
  checkedOn: "2026-11-22",
  sources: ["https://learn.microsoft.com/entra"],
  methods: ["Every person, with a phone."],
  walkthroughs: [],
  documents: [
    {
      id: "before",
      title: "Two weeks before",
      kind: "e-mail",
      subject: "A second factor at {company}",
      text: ["We switch on a **second factor**.", "Questions? Call {helpdesk}."],
    },
    {
      id: "list",
      title: "The list",
      kind: "checklist",
      items: [
        { text: "Switch it on.", days: 0 },
        { text: "Send the e-mail.", days: -14 },
        { text: "Look for stragglers.", days: 1 },
      ],
    },
  ],
};

export function recipes(): Recipe[] {
  return structuredClone([addOn, portal, salesforce, rollOut]);
}
