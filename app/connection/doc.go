// Package connection is what can be done with a connection profile: sign in,
// retrieve all organizations, test the chosen one with WhoAmI, get a token, sign
// out. The doors call it; it calls signin, discovery and the vault.
//
// It promises: silent before interactive; a person is never awaited under a lock;
// whatever goes wrong is a problem.Problem; how the sign-in went (saved session,
// the browser's own session, a prompt) is always told, and called likely where no token
// says so.
package connection
