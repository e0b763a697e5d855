package profile

import "golang.org/x/sys/windows"

// diskFull is what a write to a full volume ends with.
const diskFull = windows.ERROR_DISK_FULL
