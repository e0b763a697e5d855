// Package cloud knows the national clouds of Dynamics 365 and the practice one.
package cloud

// ID names a cloud in profiles and on the command line.
type ID string

// The clouds.
const (
	Practice ID = "practice"
	Public   ID = "public"
	GCC      ID = "gcc"
	GCCHigh  ID = "gcc-high"
	DoD      ID = "dod"
	China    ID = "china"
)
