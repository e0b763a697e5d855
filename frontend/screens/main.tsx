// A page for looking at screens without Go: /screens/?profiles=3&pseudo=1. It is
// served by "npm run dev" only and is no part of the product's bundle. A script
// steers it through window.fake.
import "../src/app/global.css";
import { createHashHistory } from "@tanstack/history";
import { createRoot } from "react-dom/client";
import { App } from "../src/app/App";
import { startI18n } from "../src/i18n/i18n";
import { pseudo } from "../src/i18n/pseudo";
import { makeFake, organizations, phonePrompt, row } from "../src/test/fake";

const query = new URLSearchParams(location.search);
const fake = makeFake();
const many = Number(query.get("organizations") ?? "5");
fake.organizations = organizations(many);
if (query.get("profiles") !== "0") {
  fake.rows = [
    row({ label: "PROD", color: "#c4314b" }),
    row({
      id: "p2",
      name: "Fabrikam",
      organization: "Fabrikam Service",
      status: "sign-in-needed",
      url: "https://fabrikam.crm.dynamics.com/",
    }),
    row({
      id: "p3",
      name: "Practice",
      practice: true,
      organization: "Contoso Sales",
      url: "https://contoso.crm4.practice.localhost/",
      color: "#1b6b74",
    }),
    row({
      id: "p4",
      name: `A very long name ${"that goes on and on ".repeat(30)}`,
      status: "incomplete",
      organization: "",
      url: "",
    }),
    row({ id: "p5", name: "\u202Eevil gnp.exe", status: "tested", readOnly: true }),
    row({
      id: "p6",
      name: "broken.json",
      status: "unreadable",
      organization: "",
      url: "",
      problem: {
        kind: "storage",
        code: "profile-unreadable",
        args: { file: "broken.json.damaged" },
        detail: "unexpected end of JSON input",
      },
    }),
  ];
}
const some = Number(query.get("rows") ?? "0");
if (some > 0) {
  const customers = [
    "Contoso",
    "Fabrikam",
    "Adatum",
    "Litware",
    "Northwind",
    "Tailspin",
    "Wingtip",
    "Proseware",
  ];
  fake.rows = Array.from({ length: some }, (_, at) => {
    const name = `${customers[at % 8]} ${["Sales", "Service", "Marketing"][at % 3]} ${Math.floor(at / 8) + 1}`;
    return row({
      id: `p${at}`,
      name,
      organization: name,
      url: `https://${name.toLowerCase().replaceAll(" ", "-")}.crm4.dynamics.com/`,
      label: some > 8 ? (["PROD", "TEST", ""][at % 3] ?? "") : "",
      color: ["#d13438", "", "#498205", "#0f6cbd"][at % 4] ?? "",
      pinned: at === 5,
      status: at % 5 === 4 ? "sign-in-needed" : "tested",
      redirectTried: at % 4 !== 2,
      lastVerified: new Date(Date.now() - at ** 3 * 600_000).toISOString(),
    });
  }).sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
}
const keychain = query.get("keychain");
if (keychain) fake.info = { ...fake.info, keychain: keychain as typeof fake.info.keychain };

Object.assign(window, { fake, phonePrompt });
const root = document.getElementById("root");
const words = query.get("pseudo") ? startI18n("en-XA", pseudo) : startI18n();
if (root) createRoot(root).render(<App backend={fake.backend} i18n={words} history={createHashHistory()} />);
