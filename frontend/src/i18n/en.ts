import { card, extras } from "./en/card";
import { app, common, problem, rail } from "./en/common";
import { application, password } from "./en/credentials";
import { apps, consent, desk, log, people, policies, scenarios } from "./en/desk";
import { dialog } from "./en/dialog";
import { exchange } from "./en/exchange";
import { grid } from "./en/grid";
import { helpdesk, registration, walk } from "./en/helpdesk";
import { phone, practice } from "./en/practice";
import { deleted, home, keychain, menu } from "./en/profiles";
import { session } from "./en/session";
import { settings } from "./en/settings";
import { paste, signin } from "./en/signin";
import { explain, register, setup, support } from "./en/tools";
import { twoFactor } from "./en/twoFactor";
import { custom, ways } from "./en/ways";

// Every word of the user interface that is not a problem's (those are the
// catalogue's, app/problem/en.json). Keys are typed from this object.
export const en = {
  app,
  rail,
  common,
  home,
  menu,
  deleted,
  keychain,
  dialog,
  ways,
  custom,
  password,
  application,
  extras,
  twoFactor,
  grid,
  signin,
  paste,
  session,
  exchange,
  card,
  helpdesk,
  registration,
  walk,
  explain,
  register,
  support,
  setup,
  practice,
  phone,
  desk,
  people,
  apps,
  policies,
  log,
  consent,
  scenarios,
  problem,
  settings,
} as const;
