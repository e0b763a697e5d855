package practice

import (
	"encoding/json"
	"maps"
	"slices"

	"latchkey/app/practice/entra/directory"
)

// tables are the tenant's records as they stand: table, key, value.
type tables map[string]map[string]json.RawMessage

// resetTable is the table of the record that takes everything away. A value of it is
// what comes instead, in the same step: the only row of baseTable.
const (
	resetTable = "reset"
	baseTable  = "base"
)

// apply puts a record in its place; one without a value takes it away.
func (t tables) apply(r directory.Record) {
	if r.Table == resetTable {
		clear(t)
		if r.Table, r.Key = baseTable, ""; len(r.Value) == 0 {
			return
		}
	}
	if len(r.Value) == 0 || string(r.Value) == "null" {
		delete(t[r.Table], r.Key)
		return
	}
	if t[r.Table] == nil {
		t[r.Table] = map[string]json.RawMessage{}
	}
	t[r.Table][r.Key] = slices.Clone(r.Value)
}

// records lists everything by table and key.
func (t tables) records() []directory.Record {
	all := []directory.Record{}
	for _, table := range slices.Sorted(maps.Keys(t)) {
		for _, key := range slices.Sorted(maps.Keys(t[table])) {
			all = append(all, directory.Record{Table: table, Key: key, Value: t[table][key]})
		}
	}
	return all
}
