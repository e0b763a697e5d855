// A check by the compiler: Backend has the methods that Wails generates from Go, and no
// others.
import type * as App from "../../wailsjs/go/api/App";
import type * as Connection from "../../wailsjs/go/api/Connection";
import type * as Credentials from "../../wailsjs/go/api/Credentials";
import type * as Exchange from "../../wailsjs/go/api/Exchange";
import type * as Guides from "../../wailsjs/go/api/Guides";
import type * as Practice from "../../wailsjs/go/api/Practice";
import type * as Profiles from "../../wailsjs/go/api/Profiles";
import type * as Transfer from "../../wailsjs/go/api/Transfer";
import type { Backend } from "./backend";

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Methods<M, B> = Same<Uncapitalize<keyof M & string>, keyof B>;
type All<T extends readonly true[]> = T;

export type Checked = All<
  [
    Methods<typeof Profiles, Backend["profiles"]>,
    Methods<typeof Connection, Backend["connection"]>,
    Methods<typeof Credentials, Backend["credentials"]>,
    Methods<typeof Exchange, Backend["exchange"]>,
    Methods<typeof Practice, Backend["practice"]>,
    Methods<typeof Guides, Backend["guides"]>,
    Methods<typeof Transfer, Backend["transfer"]>,
    Methods<typeof App, Backend["app"]>,
  ]
>;
