//go:build race

package connection

// raceEnabled says that times mean nothing here.
const raceEnabled = true
