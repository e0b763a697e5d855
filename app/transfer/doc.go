// Package transfer carries settings and facts between a user and the helpdesk in two kinds
// of file, both JSON without secrets.
//
// A setup file (contoso.latchkey-setup.json) goes from the helpdesk to the user. It fills
// everything in a profile but the person's own sign-in. A bundle
// (contoso.latchkey-bundle.json) goes the other way: the profile, what the checks found,
// the session's facts, the last problems and the end of the log, to be looked at only.
// docs/setup.schema.json and docs/bundle.schema.json say what may be in them.
//
// It promises:
//
//   - No file carries a token, a credential or what the store knows a profile by, and no
//     setup file an account. Texts pass secret.Redact on their way out; a bundle's also lose
//     the names in e-mail addresses and home directories, unless they are asked for.
//   - A file is understood whole or refused with a reason: its size, keys, types, lengths
//     and characters are checked before anything of it is used. Script in a text stays text.
//   - The checksum finds damage, not forgery: anybody can make one. Who sent a file is
//     never known, so a person confirms every host of a setup file before it is used
//     (Setup.Hosts). A host that isn't the named cloud's is named and never used.
//   - Nothing makes a profile of a bundle, and nothing here asks the network.
//
// The checksum is SHA-256 (FIPS 180-4) over the file without it, written with sorted keys
// and without white space, as RFC 8785 does it; U+2028 and U+2029 stay escaped.
package transfer
