// Package bench holds the programs of `make bench` that compare whole processes. They
// run on Linux, where a private keychain and a private display can be had.
package bench
