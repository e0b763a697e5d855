// Package pages is the tenant as people see it in a browser: the pages of a sign-in with its
// second factors, of enrolment, consent and security info, and their way back to the program.
//
// It promises that element ids and names of fields are those of Entra's pages, so that scripts
// written for these work; that every page says PRACTICE and loads nothing from elsewhere; that
// a form of another site changes nothing; that a sign-in goes on in the browser that began it
// only; and that nothing makes a browser leave for an address which isn't registered.
//
// Sources: RFC 6749 section 4.1, OAuth 2.0 Form Post Response Mode, OpenID Connect
// RP-Initiated Logout, and Microsoft's "OAuth 2.0 authorization code flow" and "Admin consent
// on the Microsoft identity platform". The texts and the looks are our own.
package pages
