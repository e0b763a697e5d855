package transfer

import (
	"reflect"
	"strconv"
	"strings"

	"latchkey/app/yamlfile"
)

// Addresses under which editors may find the schemas; nothing is asked there.
const (
	setupID  = "https://latchkey.example/setup.schema.json"
	bundleID = "https://latchkey.example/bundle.schema.json"
)

// SetupSchema is the JSON Schema of setup files (draft 2020-12). What it can't say (the
// checksum, hosts of the named cloud, characters that mark a direction, the length of long
// texts) ReadSetup says.
func SetupSchema() []byte {
	return shape("A setup file of Latchkey", setupID).Schema(reflect.TypeFor[setupFile]())
}

// BundleSchema is the JSON Schema of bundles.
func BundleSchema() []byte {
	return shape("A helpdesk bundle of Latchkey", bundleID).Schema(reflect.TypeFor[bundleFile]())
}

func shape(title, id string) yamlfile.Shape {
	return yamlfile.Shape{Title: title, ID: id, Adjust: byTags}
}

// byTags puts into the schema of an object what the tags of its fields say.
func byTags(t reflect.Type, n *yamlfile.Node) {
	for f := range t.Fields() {
		name, optional := keyOf(f)
		if !optional {
			n.Required = append(n.Required, name)
		}
		value := n.Properties[name]
		value.Description, value.MaxItems = f.Tag.Get("says"), number(f.Tag, "most")
		if value.Items != nil {
			value = value.Items
		}
		textByTag(value, f.Tag)
	}
	if version := n.Properties["schema"]; version != nil {
		one := float64(schemaVersion)
		version.Minimum, version.Maximum = &one, &one
	}
	if sum := n.Properties["checksum"]; sum != nil {
		sum.Pattern = "^sha256:[0-9a-f]{64}$"
	}
}

// longestPattern is how often Go's regular expressions repeat at most.
const longestPattern = 1000

func textByTag(n *yamlfile.Node, tag reflect.StructTag) {
	most, _ := limits(tag)
	switch {
	case tag.Get("one") != "":
		n.Enum = strings.Fields(tag.Get("one"))
	case tag.Get("lines") != "":
		n.Pattern = `^[^\x00-\x08\x0b\x0c\x0e-\x1f]` + repeated(most) + `$`
	case tag.Get("text") != "":
		n.Pattern = `^[^\x00-\x1f]` + repeated(most) + `$`
	}
}

func repeated(most int) string {
	if most > longestPattern {
		return "*"
	}
	return "{0," + strconv.Itoa(most) + "}"
}
