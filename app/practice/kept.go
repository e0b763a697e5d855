package practice

import (
	"encoding/json"

	"latchkey/app/practice/entra/directory"
)

// kept is a value beside the engine's records that outlives the leader: it is noted in
// the journal before it is used. It has no lock of its own.
type kept[T any] struct {
	store *store
	table string
	value T
}

// restore reads what an earlier leader has noted; first is the value when there is nothing.
func restore[T any](s *store, table string, first T) kept[T] {
	k := kept[T]{store: s, table: table, value: first}
	for _, r := range s.records() {
		if r.Table == table {
			_ = json.Unmarshal(r.Value, &k.value)
		}
	}
	return k
}

// set notes a value and then uses it. What could not be noted is not used.
func (k *kept[T]) set(value T) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	if err := k.store.append(directory.Record{Table: k.table, Value: data}); err != nil {
		return err
	}
	k.value = value
	return nil
}

// reset goes back to a value, noted or not. After the engine's own reset has emptied the
// store, a call in between may have noted the old value again.
func (k *kept[T]) reset(to T) {
	_ = k.set(to)
	k.value = to
}
