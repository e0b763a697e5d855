package profile

import (
	"reflect"
	"strings"
)

// fieldNames lists the JSON names of Profile's fields.
func fieldNames() []string {
	t := reflect.TypeFor[Profile]()
	names := make([]string, 0, t.NumField())
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		names = append(names, name)
	}
	return names
}
