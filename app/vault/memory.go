package vault

import "bytes"

// recall returns what is kept in memory under a file's name; ok is false when files
// are kept on disk, data nil when there is none of that name.
func (v *Vault) recall(file string) (data []byte, ok bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.memory == nil {
		return nil, false
	}
	return bytes.Clone(v.memory[file]), true
}

// memorize keeps a file in memory, when that is where they are kept.
func (v *Vault) memorize(file string, data []byte) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.memory == nil {
		return false
	}
	v.memory[file] = append([]byte{}, data...) // never nil: nil is "none"
	return true
}

// forget drops a file from memory.
func (v *Vault) forget(file string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	clear(v.memory[file])
	delete(v.memory, file)
}
