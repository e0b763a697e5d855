import { createContext, useContext } from "react";
import { en } from "./en";

type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> };

// Resources is the shape that every language has to fill.
export type Resources = Words<typeof en>;

type Form = "zero" | "one" | "other";
type Base<K extends string> = K extends `${infer B}_${Form}` ? B : K;
type Paths<T, P extends string = ""> = {
  [K in keyof T & string]: T[K] extends string ? `${P}${Base<K>}` : Paths<T[K], `${P}${K}.`>;
}[keyof T & string];

// Key names a text: a typo doesn't compile. A text that depends on a number has one
// key for its forms (name_one, name_other; name_zero where none is said otherwise).
export type Key = Paths<typeof en>;

// Args fill the {{places}} of a text. "count" chooses its form.
export type Args = Readonly<Record<string, string | number>>;

export interface I18n {
  readonly language: string;
  // t gives the text of a key.
  t(key: Key, args?: Args): string;
}

// startI18n makes the one instance of a window; words come with the program, so
// it is ready when it returns. It is this small because everything waits for it:
// a general library was an eighth of what the first screen loads, and half of the
// time in which a list of ten thousand appears.
export function startI18n(language = "en", words: Resources = en): I18n {
  const texts = new Map<string, string>();
  flatten(words, "", texts);
  let plurals: Intl.PluralRules | undefined;
  let numbers: Intl.NumberFormat | undefined;

  function textOf(key: string, count: string | number | undefined): string {
    const plain = texts.get(key);
    if (plain !== undefined || typeof count !== "number") return plain ?? key;
    plurals ??= new Intl.PluralRules(language);
    const zero = count === 0 ? texts.get(`${key}_zero`) : undefined;
    return zero ?? texts.get(`${key}_${plurals.select(count)}`) ?? texts.get(`${key}_other`) ?? key;
  }

  function shown(value: string | number | undefined): string {
    if (typeof value !== "number") return value ?? "";
    // Small whole numbers need no format, and making one takes long.
    if (Number.isInteger(value) && value >= 0 && value < 1000) return String(value);
    numbers ??= new Intl.NumberFormat(language);
    return numbers.format(value);
  }

  function t(key: Key, args?: Args): string {
    const text = textOf(key, args?.count);
    // One pass: text inside an argument is never taken for a placeholder.
    return args ? text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => shown(own(args, name))) : text;
  }

  return { language, t };
}

function own(args: Args, name: string): string | number | undefined {
  return Object.hasOwn(args, name) ? args[name] : undefined;
}

function flatten(tree: object, path: string, into: Map<string, string>): void {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") into.set(path + key, value);
    else flatten(value as object, `${path}${key}.`, into);
  }
}

const I18nContext = createContext<I18n | undefined>(undefined);

export const I18nProvider = I18nContext.Provider;

// useTranslation gives the words of the window's language.
export function useTranslation(): I18n {
  const i18n = useContext(I18nContext);
  if (!i18n) throw new Error("no I18nProvider above");
  return i18n;
}
