import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { en } from "./en";

type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> };

// Resources is the shape that every language has to fill.
export type Resources = Words<typeof en>;

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof en };
  }
}

// startI18n makes the one instance of a window; words come with the program, so
// it is ready when it returns.
export function startI18n(language = "en", words: Resources = en): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    initAsync: false,
    resources: { [language]: { translation: words } },
    // React escapes already.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return instance;
}
