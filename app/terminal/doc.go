// Package terminal is the command line: for scripts, for the helpdesk, and for other
// programs.
//
// It promises: results go to standard output, everything else to standard error;
// every command has --json; nouns, verbs and exit codes stay as they are, because
// other programs call them; text from elsewhere cannot move the cursor or change
// colours; no password, code or token is ever printed, except the access token that
// `latchkey token` was asked for.
package terminal
