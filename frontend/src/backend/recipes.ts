// The shapes of recipes: what systems need and the steps to connect them. Texts
// hold two marks: **a word on a screen** and `something to type`.
import type { api, recipe } from "../../wailsjs/go/models";
import type { Data } from "./data";

// RecipeInfo's system is what people sign in to: "dataverse", "salesforce", or "mfa" for a
// roll-out.
export type RecipeInfo = Data<api.RecipeInfo>;
export type Permission = Data<recipe.Permission>;
export type Registration = Data<recipe.Registration>;

// ScreenField is one field of a target's own screen; own ones only the person knows, known
// ones can be typed as they stand.
export type ScreenField = Data<recipe.Field>;
export type TargetScreen = Data<recipe.Screen>;

// Answer's go is the id of a step, its code an error of the catalogue.
export type Answer = Data<recipe.Answer>;

export type Rehearsal = "people" | "registrations" | "policies" | "consent" | "log" | "phone" | "sign-in";

// Step's address is the page that link stands for, in the profile's cloud; values are the
// names of those to have at hand; rehearse is where the practice tenant has the step.
export type Step = Data<recipe.Step, { rehearse: Rehearsal }>;

export type Walkthrough = Data<
  recipe.Walkthrough,
  { role: "administrator" | "user" | "helpdesk"; steps: Step[] }
>;

export type RecipeDocument = Data<recipe.Document>;

// Recipe's like is the recipe that holds for this system too.
export type Recipe = Data<recipe.Recipe, { walkthroughs: Walkthrough[] }>;

// NamedValue is a value of the profile, with its name for people.
export type NamedValue = Data<recipe.NamedValue>;

// RecipeView is a recipe with a profile's values in it. figures are the drawings that it
// names, as SVG of the program's own; today is the day where the program runs.
export type RecipeView = Data<api.RecipeView, { recipe: Recipe }>;

// Sheet is a text to keep: the window has saved it, or the page has to.
export type Sheet = Data<api.Sheet>;
