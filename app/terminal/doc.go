// Package terminal is the command line: for scripts, for the helpdesk, and for other
// programs.
//
// It promises: results go to standard output, everything else to standard error;
// every command has --json; nouns, verbs and exit codes stay as they are, because
// other programs call them; text from elsewhere cannot move the cursor or change
// colours; no password, code or token is ever printed, except what was asked for: the access
// token of `latchkey token`, those of `latchkey exchange --show-tokens`, and the code of
// a device that a person types elsewhere. Secrets are never arguments.
package terminal
