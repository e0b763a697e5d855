// Package app is Latchkey: it decides which door to open, and opens it.
//
// What Latchkey promises as a whole:
//
//   - Where things are kept. Profiles are one JSON file each and hold no secret.
//     Token caches are sealed files whose key lives in the operating system's
//     keychain; without a keychain they stay in memory. Everything else of one user
//     is under the same directories, and LATCHKEY_HOME moves all of it.
//   - What never leaves the machine. With 2-Factor Authentication passwords are typed
//     into the identity provider's own page in the system browser and never pass
//     through Latchkey. Without it, and for applications, a password, secret or
//     certificate is proved to the sign-in host of the cloud and to no other, and
//     sealed only when asked. Tokens go to the host they were made for, and to whoever
//     runs `latchkey token` as this user. Nothing is reported anywhere.
//   - What listens. Loopback addresses only: the redirect of one sign-in while it
//     waits, browser mode, the practice tenant.
//   - Compatibility. Commands, flags, exit codes and the fields of --json stay. Files
//     carry a schema version; a newer one is read, not written.
//
// The doors are app/desktop (the window), app/browser (the same pages over loopback
// HTTP) and app/terminal. The window is built with the tags desktop,production; the
// untagged build links no Wails, so that a terminal command starts in milliseconds.
package app
