package home

// sync does nothing: Windows has no way to sync a directory, NTFS journals renames.
func (d *Dir) sync() error { return nil }
