// Package secretservice runs a real Secret Service for tests: a D-Bus daemon and a
// gnome-keyring of their own in a directory of their own, so that nothing of the
// person's is touched and no two tests meet.
//
// It promises that both daemons end with Close, or, when the test process is
// killed, by themselves: a shell that watches a pipe stops them.
//
// One daemon serves one test: gnome-keyring-daemon --unlock on a running, locked
// daemon reports success and unlocks nothing. A locked keyring is therefore made by
// one daemon and served by a second.
package secretservice
