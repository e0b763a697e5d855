// Package recipe knows the systems that people connect: how the application of each is
// registered, what goes into which field of its own screen, what trips people up, and the
// steps for whoever does it (administrator, user, helpdesk).
//
// One thing has two names: it is a recipe in code, in files, in flags and in bound methods, and a
// system on the screen, where people choose what they connect. A guide is what leads through
// one: the command, and the tab.
//
// A recipe is one file in recipes, so adding a system is adding a file, and its golden card,
// which the tests write; docs/recipe.schema.json says what may be in it. It promises that a recipe is understood whole or refused with
// line and reason, that filling one in with a profile's values never puts a secret into it,
// and that nothing here asks the network.
//
// What a recipe says of other companies' programs was read on the day of CheckedOn, in the
// places that Sources names; Unchecked says what could not be tried.
package recipe
