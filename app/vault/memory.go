package vault

import "bytes"

// recall returns a session that is kept in memory; ok is false when sessions are
// kept on disk, data nil when there is none of that name.
func (v *Vault) recall(name string) (data []byte, ok bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.memory == nil {
		return nil, false
	}
	return bytes.Clone(v.memory[name]), true
}

// memorize keeps a session in memory, when that is where they are kept.
func (v *Vault) memorize(name string, data []byte) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.memory == nil {
		return false
	}
	v.memory[name] = append([]byte{}, data...) // never nil: nil is "none"
	return true
}

// forget drops a session from memory.
func (v *Vault) forget(name string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	clear(v.memory[name])
	delete(v.memory, name)
}
